using GcVerify.Mutator;

namespace GcVerify.Generators;

internal sealed partial class ProgramDraft
{
    public void New(int target, Shape shape)
    {
        if (shape.Kind == ObjectKind.Immortal && --_immortalsLeft < 0)
        {
            shape = Shape.Plain(shape.Fields, shape.RawWords);
        }

        Add(Operation.New(Roots.NameOf(target), shape));
        Roots.Set(target, Allocate(shape));
    }

    public void Assign(int target, int source)
    {
        Add(Operation.Assign(Roots.NameOf(target), Roots.NameOf(source)));
        Roots.Set(target, Roots.Get(source));
    }

    public void Clear(int target)
    {
        Add(Operation.Clear(Roots.NameOf(target)));
        Roots.Set(target, default);
    }

    public void Load(int target, int holder, int field)
    {
        Add(Operation.Load(Roots.NameOf(target), Roots.NameOf(holder), field));
        ShadowObject from = Roots.Get(holder);
        if (from.Fields > 0)
        {
            Roots.Set(target, Read(from, field));
        }
    }

    public void Store(int holder, int field, int source)
    {
        Add(Operation.Store(Roots.NameOf(holder), field, Roots.NameOf(source)));
        Write(Roots.Get(holder), field, Roots.Get(source));
    }

    public void StoreNull(int holder, int field)
    {
        Add(Operation.StoreNull(Roots.NameOf(holder), field));
        Write(Roots.Get(holder), field, default);
    }

    public void StoreRaw(int holder, int index, long value) => Add(Operation.StoreRaw(Roots.NameOf(holder), index, value));

    public void Move(int source, int sourceField, int target, int targetField)
    {
        Add(Operation.Move(Roots.NameOf(source), sourceField, Roots.NameOf(target), targetField));
        ShadowObject from = Roots.Get(source), to = Roots.Get(target);
        if (from.Fields > 0 && to.Fields > 0)
        {
            Write(to, targetField, Read(from, sourceField));
            Write(from, sourceField, default);
        }
    }

    public void Blit(int source, int sourceField, int target, int targetField, int count)
    {
        Add(Operation.Blit(Roots.NameOf(source), sourceField, Roots.NameOf(target), targetField, count));
        ShadowObject from = Roots.Get(source), to = Roots.Get(target);
        count = Math.Min(count, Math.Min(from.Fields - sourceField, to.Fields - targetField));
        for (int i = 0; i < count; i++)
        {
            Write(to, targetField + i, Read(from, sourceField + i));
        }
    }

    public void Copy(int target, int source)
    {
        ShadowObject original = Roots.Get(source);
        if (original.Kind == ObjectKind.Immortal && --_immortalsLeft < 0)
        {
            Assign(target, source);
            return;
        }

        Add(Operation.Copy(Roots.NameOf(target), Roots.NameOf(source)));
        CopyShadow(target, original);
    }

    public void DeepCopy(int target, int source)
    {
        ShadowObject original = Roots.Get(source);
        if (original.Kind == ObjectKind.Immortal && --_immortalsLeft < 0)
        {
            Assign(target, source);
            return;
        }

        Add(Operation.DeepCopy(Roots.NameOf(target), Roots.NameOf(source)));
        CountDeepCopy(original);
        CopyShadow(target, original);
    }

    /// <summary>A call; arguments below 0 are none. Where no frame fits any more, a return.</summary>
    public void Call(int locals, int first = -1, int second = -1, int third = -1)
    {
        if (Roots.Frames == ShadowRoots.MaximumFrames)
        {
            Return(-1, -1);
            return;
        }

        Add(Operation.Call(locals, NameOrNone(first), NameOrNone(second), NameOrNone(third)));
        ShadowObject a = GetOrNull(first), b = GetOrNull(second), c = GetOrNull(third);
        Roots.Enter(locals);
        Pass(a, 0, locals, first);
        Pass(b, 1, locals, second);
        Pass(c, 2, locals, third);
    }

    /// <summary>A return; operands below 0 are none. The target is a number among the roots that the caller sees. In the main frame it does nothing.</summary>
    public void Return(int target, int result)
    {
        Add(Operation.Return(NameOrNone(target), NameOrNone(result)));
        if (Roots.Frames > 1)
        {
            ShadowObject passed = GetOrNull(result);
            Roots.Leave();
            if (target >= 0)
            {
                Roots.Set(target < Roots.Visible ? target : Roots.Visible - 1, passed);
            }
        }
    }

    public void Weak(int target, int referent)
    {
        Add(Operation.Weak(Roots.NameOf(target), Roots.NameOf(referent)));
        ShadowObject to = Roots.Get(referent), weak = Allocate(Shape.WeakReference);
        Write(weak, 0, to);
        Roots.Set(target, weak);
    }

    public void Deref(int target, int source)
    {
        Add(Operation.Deref(Roots.NameOf(target), Roots.NameOf(source)));
        ShadowObject from = Roots.Get(source);
        if (from.Kind is ObjectKind.Weak or ObjectKind.Ephemeron)
        {
            Roots.Set(target, Read(from, from.Kind == ObjectKind.Weak ? 0 : 1));
        }
    }

    public void Ephemeron(int target, int key, int value)
    {
        Add(Operation.Ephemeron(Roots.NameOf(target), Roots.NameOf(key), Roots.NameOf(value)));
        ShadowObject pair = Allocate(Shape.KeyAndValue);
        Write(pair, 0, Roots.Get(key));
        Write(pair, 1, Roots.Get(value));
        Roots.Set(target, pair);
    }

    /// <summary>What a field refers to, as far as is known.</summary>
    public ShadowObject Read(ShadowObject holder, int field) => _fields.Get(holder.Id, InRange(field, holder.Fields));

    private void Write(ShadowObject holder, int field, ShadowObject value)
    {
        if (holder.Fields > 0)
        {
            _fields.Set(holder.Id, InRange(field, holder.Fields), value);
        }
    }

    private static int InRange(int field, int fields) => field < fields || fields == 0 ? field : field % fields;

    private Root NameOrNone(int number) => number < 0 ? Root.None : Roots.NameOf(number);

    private ShadowObject GetOrNull(int number) => number < 0 ? default : Roots.Get(number);

    private void Pass(ShadowObject argument, int position, int locals, int number)
    {
        if (number >= 0 && position < locals)
        {
            Roots.Set(Roots.Globals + position, argument);
        }
    }

    private void CopyShadow(int target, ShadowObject original)
    {
        if (original.IsNull)
        {
            return;
        }

        ShadowObject copy = original.Twin(++_lastId);
        Words += copy.Words;
        Live += copy.Kind == ObjectKind.Finalizable ? 4 : 1;
        for (int field = 0; field < original.Fields; field++)
        {
            Write(copy, field, Read(original, field));
        }

        Roots.Set(target, copy);
    }

    /// <summary>Counts what is copied beside the first object. Which object then refers to which is not followed: it would cost more than it is worth.</summary>
    private void CountDeepCopy(ShadowObject original)
    {
        int count = 0;
        _copied[count++] = original.Id;
        CountChildren(original, ref count);
        Live += count - 1;
    }

    private void CountChildren(ShadowObject holder, ref int count)
    {
        for (int field = 0; field < holder.Fields && count < _copied.Length; field++)
        {
            ShadowObject child = Read(holder, field);
            if (!child.IsNull && !_copied.AsSpan(0, count).Contains(child.Id))
            {
                _copied[count++] = child.Id;
                Words += child.Words;
                CountChildren(child, ref count);
            }
        }
    }
}
