namespace Mantissa.Training.Datasets.Packed;

/// <summary>Content that is looked at while it is read, once and forwards.</summary>
internal abstract class ForwardStream(Stream content) : Stream
{
    /// <summary>Looks at bytes before the reader gets them.</summary>
    /// <exception cref="InvalidDataException">They are not to be had.</exception>
    protected abstract void Pass(ReadOnlySpan<byte> bytes);

    public override int Read(Span<byte> buffer)
    {
        var read = content.Read(buffer);
        Pass(buffer[..read]);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            content.Dispose();
        base.Dispose(disposing);
    }
}
