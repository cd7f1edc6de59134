using Mantissa.Training.Randomness;

namespace Mantissa.Training.Datasets.Loading;

/// <summary>Makes the batch at a cursor: a function of split, options and cursor alone, whichever batch was made before.</summary>
internal sealed class BatchComposer
{
    private readonly ImageSplit _split;
    private readonly BatchOptions _options;
    private readonly int[] _order;
    private long _orderEpoch = -1;

    public BatchComposer(ImageSplit split, BatchOptions options)
    {
        (_split, _options) = (split, options);
        _order = new int[split.Count];
        for (var i = 0; i < _order.Length; i++)
            _order[i] = i;
        BatchesPerEpoch = options.DropLast ? split.Count / options.Batch : (split.Count + options.Batch - 1) / options.Batch;
    }

    public int BatchesPerEpoch { get; }

    public Batch CreateBuffer() => new(Math.Min(_options.Batch, _split.Count), _split.ImageBytes);

    public BatchCursor After(BatchCursor cursor) =>
        cursor.Index + 1 < BatchesPerEpoch ? cursor with { Index = cursor.Index + 1 } : new(cursor.Epoch + 1, 0);

    public void Compose(BatchCursor cursor, Batch batch)
    {
        if (_options.Shuffle && cursor.Epoch != _orderEpoch)
        {
            new CounterRandom(_options.Seed, "order", cursor.Epoch).Permutation(_order);
            _orderEpoch = cursor.Epoch;
        }

        var start = cursor.Index * _options.Batch;
        batch.Count = Math.Min(_options.Batch, _split.Count - start);
        batch.Cursor = cursor;
        // By image, not by place in the batch: another batch size leaves each image's augmentation as it is.
        var random = new CounterRandom(_options.Seed, "augmentation", cursor.Epoch);
        for (var i = 0; i < batch.Count; i++)
        {
            var image = _order[start + i];
            batch.Labels[i] = _split.Label(image);
            Place(_split.Image(image), batch.Pixels.AsSpan(i * _split.ImageBytes, _split.ImageBytes), random.Block((ulong)image));
        }
    }

    private void Place(ReadOnlySpan<byte> image, Span<float> target, (uint X, uint Y, uint Flip, uint) draw)
    {
        var (size, padding) = (_split.ImageSize, _options.Augmentation.Padding);
        var flip = _options.Augmentation.Flip && (draw.Flip & 1) != 0;
        var positions = (ulong)((2 * padding) + 1);
        var shiftX = (int)((draw.X * positions) >> 32) - padding;
        var shiftY = (int)((draw.Y * positions) >> 32) - padding;
        for (var channel = 0; channel < _split.Channels; channel++)
        {
            var plane = image.Slice(channel * size * size, size * size);
            var output = target.Slice(channel * size * size, size * size);
            var (scale, offset) = (_options.Normalisation.Scale[channel], _options.Normalisation.Offset[channel]);
            if (padding == 0 && !flip)
                PixelRow.Normalise(plane, output, scale, offset);
            else
                Crop(plane, output, shiftX, shiftY, flip, scale, offset);
        }
    }

    /// <summary>The window of the padded plane that starts (shiftX, shiftY) from the image's own corner; outside it is 0, the mean colour.</summary>
    private void Crop(ReadOnlySpan<byte> plane, Span<float> output, int shiftX, int shiftY, bool flip, float scale, float offset)
    {
        var size = _split.ImageSize;
        var first = Math.Clamp(shiftX, 0, size);
        var width = Math.Clamp(size + shiftX, 0, size) - first;
        var column = flip ? size - (first - shiftX) - width : first - shiftX;
        for (var y = 0; y < size; y++)
        {
            var row = output.Slice(y * size, size);
            if (y + shiftY < 0 || y + shiftY >= size || width == 0)
            {
                row.Clear();
                continue;
            }

            var source = plane.Slice(((y + shiftY) * size) + first, width);
            row[..column].Clear();
            row[(column + width)..].Clear();
            if (flip)
                PixelRow.NormaliseFlipped(source, row[column..], scale, offset);
            else
                PixelRow.Normalise(source, row[column..], scale, offset);
        }
    }
}
