namespace Mantissa.Training.Datasets.Packed;

/// <summary>
/// Unpacked content that may have so many bytes and no more, so that a small hostile file cannot fill memory or run for days. It begins at its
/// start and is read forwards.
/// </summary>
/// <param name="content">What is read; closed with this.</param>
/// <param name="most">Bytes that it may have.</param>
internal sealed class BoundedStream(Stream content, long most) : ForwardStream(content)
{
    private long _read;

    protected override void Pass(ReadOnlySpan<byte> bytes)
    {
        if ((_read += bytes.Length) > most)
            throw new InvalidDataException($"it unpacks to more than the {most:N0} bytes allowed for its size, which no set of images does.");
    }
}
