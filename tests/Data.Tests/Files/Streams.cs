namespace Mantissa.Data.Tests.Files;

/// <summary>How much more of the heap is in use than at the start, at the worst moment.</summary>
internal sealed class MemoryWatch
{
    private readonly long _start = GC.GetTotalMemory(forceFullCollection: true);

    public long Growth { get; private set; }

    public void Look() => Growth = Math.Max(Growth, GC.GetTotalMemory(forceFullCollection: false) - _start);
}

/// <summary>So many bytes without holding them.</summary>
internal sealed class PatternStream(long size, MemoryWatch watch) : ReadOnlyStream
{
    private long _position;

    public override int Read(Span<byte> buffer)
    {
        watch.Look();
        var count = (int)Math.Min(buffer.Length, size - _position);
        for (var i = 0; i < count; i++)
            buffer[i] = (byte)((_position + i) * 31);
        _position += count;
        return count;
    }
}

/// <summary>Fails in the middle, as a connection that is cut.</summary>
internal sealed class BrokenStream : ReadOnlyStream
{
    private bool _begun;

    public override int Read(Span<byte> buffer)
    {
        if (_begun)
            throw new IOException("The connection is cut.");
        _begun = true;
        return Math.Min(100, buffer.Length);
    }
}

/// <summary>Counts what it is given.</summary>
internal sealed class CountingStream(MemoryWatch watch) : Stream
{
    private long _length;

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => _length;
    public override long Position { get => _length; set => throw new NotSupportedException(); }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count)
    {
        watch.Look();
        _length += count;
    }
}

internal abstract class ReadOnlyStream : Stream
{
    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Flush()
    {
    }

    public abstract override int Read(Span<byte> buffer);
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
