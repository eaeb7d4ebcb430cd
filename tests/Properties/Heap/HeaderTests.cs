using FsCheck.Xunit;
using GcVerify.Heap;
using GcVerify.Mutator;

namespace GcVerify.Properties.Heap;

public sealed class HeaderTests
{
    private const int Kinds = 6;

    [Property(MaxTest = 1000)]
    public bool A_header_gives_back_number_kind_fields_and_raw_words(int number, byte kind, ushort fields, ushort rawWords)
    {
        number &= int.MaxValue;
        var shape = new Shape((ObjectKind)(kind % Kinds), fields & Shape.MaximumFields, rawWords & Shape.MaximumRawWords);
        Header header = Header.Of(number, shape);
        return header.IsObject
            && (header.Number, header.Kind, header.Fields, header.RawWords) == (number, shape.Kind, shape.Fields, shape.RawWords)
            && header.Shape == shape
            && header.Words == 2 + shape.Fields + shape.RawWords
            && header.Words == ObjectModel.WordsOf(shape);
    }

    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(int.MaxValue, 5, Shape.MaximumFields, Shape.MaximumRawWords)]
    [InlineData(0, 5, 0, Shape.MaximumRawWords)]
    [InlineData(int.MaxValue, 0, Shape.MaximumFields, 0)]
    public void The_largest_values_do_not_run_into_each_other(int number, int kind, int fields, int rawWords)
    {
        Header header = Header.Of(number, new Shape((ObjectKind)kind, fields, rawWords));
        Assert.Equal((number, kind, fields, rawWords), (header.Number, (int)header.Kind, header.Fields, header.RawWords));
    }

    [Property]
    public bool A_link_of_a_free_cell_is_no_header(int words, int next) =>
        !new Header((uint)(words & int.MaxValue) | ((ulong)(uint)(next & int.MaxValue) << 32)).IsObject;

    [Fact]
    public void The_finalizer_is_no_part_of_a_header() =>
        Assert.Equal(-1, Header.Of(1, new Shape(ObjectKind.Finalizable, 1, 0, Finalizer: 3)).Shape.Finalizer);

    [Property]
    public bool Fields_lie_behind_the_header_and_raw_words_behind_the_fields(ushort start, byte fields, byte index)
    {
        var address = new Address(start + 1);
        Header header = Header.Of(1, Shape.Plain(fields, 256));
        return ObjectModel.FieldSlot(address, 0) - address == 2
            && ObjectModel.RawSlot(address, header, index) - address == 2 + fields + index
            && ObjectModel.RawSlot(address, header, 255) - address == header.Words - 1;
    }
}
