namespace GcVerify.Adapters;

/// <summary>Lines of bytes from a stream, none longer than allowed.</summary>
internal sealed class LineReader(Stream stream, int longest)
{
    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;

    /// <summary>What has been read that no line was made of.</summary>
    public ReadOnlySpan<byte> Rest => _buffer.AsSpan(_start, _end - _start);

    /// <summary>The next line without its end, valid until the next call; null at the end of the stream.</summary>
    /// <exception cref="AdapterException">The line is longer than allowed.</exception>
    public ReadOnlyMemory<byte>? Read()
    {
        int searched = _start;
        while (true)
        {
            int end = _buffer.AsSpan(searched, _end - searched).IndexOf((byte)'\n');
            if (end >= 0)
            {
                ReadOnlyMemory<byte> line = _buffer.AsMemory(_start, searched + end - _start);
                _start = searched + end + 1;
                return line;
            }

            searched = MakeRoom();
            int count = stream.Read(_buffer, _end, _buffer.Length - _end);
            if (count == 0)
            {
                return null;
            }

            _end += count;
        }
    }

    /// <returns>Where what has not been read yet will begin.</returns>
    private int MakeRoom()
    {
        if (_end - _start > longest)
        {
            throw new AdapterException(AdapterFailure.Protocol, $"it says a line of more than {longest} bytes: {AdapterReply.Quote(Rest)}");
        }

        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, (int)Math.Min(2L * _buffer.Length, (long)longest + (1 << 16)));
        }

        return _end;
    }
}
