using System.IO.MemoryMappedFiles;

namespace Mantissa.Training.Datasets;

/// <summary>
/// A file in memory, read only. The mapping lives until it and every <see cref="Hold"/> on it are disposed, so a thread that still reads
/// can never be left with an address that is gone.
/// </summary>
internal sealed unsafe class MappedFile : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;

    /// <exception cref="IOException">The file is missing, empty or cannot be mapped.</exception>
    public MappedFile(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        Length = stream.Length;
        if (Length == 0)
            throw new IOException($"{path} is empty.");
        _file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        _view = _file.CreateViewAccessor(0, Length, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        _start += _view.PointerOffset;
    }

    public long Length { get; }

    /// <summary>Bytes of the file; valid until the mapping ends.</summary>
    /// <exception cref="ObjectDisposedException">The mapping has ended.</exception>
    public ReadOnlySpan<byte> Slice(long offset, int length)
    {
        ObjectDisposedException.ThrowIf(_view.SafeMemoryMappedViewHandle.IsClosed, this);
        if (offset < 0 || length < 0 || offset > Length - length)
            throw new ArgumentOutOfRangeException(nameof(offset), $"Bytes {offset} to {offset + length} of a file of {Length}.");
        return new ReadOnlySpan<byte>(_start + offset, length);
    }

    /// <summary>Keeps the mapping alive until the result is disposed.</summary>
    public IDisposable Hold() => new Reference(_view.SafeMemoryMappedViewHandle);

    public void Dispose()
    {
        if (_view.SafeMemoryMappedViewHandle.IsClosed)
            return;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }

    private sealed class Reference : IDisposable
    {
        private Microsoft.Win32.SafeHandles.SafeMemoryMappedViewHandle? _handle;

        public Reference(Microsoft.Win32.SafeHandles.SafeMemoryMappedViewHandle handle)
        {
            var added = false;
            handle.DangerousAddRef(ref added);
            _handle = handle;
        }

        public void Dispose() => Interlocked.Exchange(ref _handle, null)?.DangerousRelease();
    }
}
