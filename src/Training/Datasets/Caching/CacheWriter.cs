using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace Mantissa.Training.Datasets.Caching;

/// <summary>Writes a cache file front to back: training images, test images, then <see cref="Finish"/>.</summary>
internal sealed class CacheWriter : IDisposable
{
    private readonly Stream _stream;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ColourCounter _colours;
    private readonly List<int> _trainLabels = [];
    private readonly List<int> _testLabels = [];
    private readonly int _imageSize;
    private readonly int _channels;

    public CacheWriter(Stream stream, int imageSize, int channels)
    {
        (_stream, _imageSize, _channels) = (stream, imageSize, channels);
        _colours = new ColourCounter(channels);
        _stream.Write(new byte[CachePreamble.Size]);
    }

    public int TrainImages => _trainLabels.Count;

    public int TestImages => _testLabels.Count;

    /// <param name="image">Channels × size × size bytes.</param>
    /// <param name="label">Index of its class.</param>
    public void AddTrain(ReadOnlySpan<byte> image, int label)
    {
        if (_testLabels.Count > 0)
            throw new InvalidOperationException("Training images come before test images.");
        _colours.Add(image);
        Append(image);
        _trainLabels.Add(label);
    }

    /// <inheritdoc cref="AddTrain"/>
    public void AddTest(ReadOnlySpan<byte> image, int label)
    {
        Append(image);
        _testLabels.Add(label);
    }

    /// <summary>Labels, index and preamble, then everything onto the disk: the file may be renamed after it.</summary>
    public void Finish(IReadOnlyList<string> classNames, IReadOnlyList<string> skipped, SourceSides? sides = null)
    {
        foreach (var labels in (List<int>[])[_trainLabels, _testLabels])
        {
            var bytes = MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(labels));
            _hash.AppendData(bytes);
            _stream.Write(bytes);
        }

        var index = JsonSerializer.SerializeToUtf8Bytes(new CacheIndex
        {
            ImageSize = _imageSize,
            Channels = _channels,
            TrainImages = TrainImages,
            TestImages = TestImages,
            ClassNames = classNames,
            Colours = _colours.Result(),
            Hash = Convert.ToHexStringLower(_hash.GetHashAndReset()),
            Skipped = skipped,
            SourceSides = sides,
        });
        var preamble = new byte[CachePreamble.Size];
        CachePreamble.For(_stream.Position, index).Write(preamble);
        _stream.Write(index);
        _stream.Position = 0;
        _stream.Write(preamble);
        if (_stream is FileStream file)
            file.Flush(flushToDisk: true);
        else
            _stream.Flush();
    }

    public void Dispose()
    {
        _hash.Dispose();
        _stream.Dispose();
    }

    private void Append(ReadOnlySpan<byte> image)
    {
        if (image.Length != _channels * _imageSize * _imageSize)
            throw new ArgumentException($"{image.Length} bytes are no image of {_channels} × {_imageSize} × {_imageSize}.", nameof(image));
        _hash.AppendData(image);
        _stream.Write(image);
    }
}
