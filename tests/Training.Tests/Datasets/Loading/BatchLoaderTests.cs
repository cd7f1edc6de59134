using Mantissa.Training.Datasets;
using Mantissa.Training.Datasets.Loading;

namespace Mantissa.Training.Tests.Datasets.Loading;

public sealed class BatchLoaderTests : IDisposable
{
    private static readonly BatchOptions Plain = new() { Batch = 16, Normalisation = Normalisation.SignedUnit(3), Seed = 5 };
    private static readonly BatchOptions Training = Plain with { Shuffle = true, DropLast = true, Augmentation = Augmentation.PadCrop with { Flip = true } };

    private readonly SampleSplit _sample = new(100);

    public void Dispose() => _sample.Dispose();

    [Fact]
    public void Evaluation_gives_every_image_once_in_order_and_unchanged()
    {
        using var loader = new BatchLoader(_sample.Train, Plain);

        loader.BatchesPerEpoch.ShouldBe(7);
        for (var index = 0; index < 14; index++)
        {
            loader.Cursor.ShouldBe(new BatchCursor(index / 7, index % 7));
            var batch = loader.Next();
            batch.Cursor.ShouldBe(new BatchCursor(index / 7, index % 7));
            batch.Count.ShouldBe(index % 7 == 6 ? 4 : 16);
            for (var i = 0; i < batch.Count; i++)
            {
                var image = (index % 7 * 16) + i;
                batch.Labels[i].ShouldBe(image % 3);
                Bytes(batch, i).ShouldBe(SampleSplit.Image(image, 8));
            }
        }
    }

    [Fact]
    public void An_epoch_of_training_holds_every_image_once_in_a_new_order()
    {
        using var loader = new BatchLoader(_sample.Train, Plain with { Batch = 10, Shuffle = true });

        var first = Epoch(loader);
        var second = Epoch(loader);

        first.Order().ShouldBe(Enumerable.Range(0, 100));
        second.Order().ShouldBe(Enumerable.Range(0, 100));
        first.ShouldNotBe(Enumerable.Range(0, 100));
        second.ShouldNotBe(first);
    }

    [Fact]
    public void Two_loaders_give_the_same_batches_however_fast_they_are_asked()
    {
        using var steady = new BatchLoader(_sample.Train, Training);
        using var slow = new BatchLoader(_sample.Train, Training with { Ahead = 1 });
        for (var i = 0; i < 30; i++)
        {
            if (i % 7 == 0)
                Thread.Sleep(5);
            Same(steady.Next(), slow.Next());
        }
    }

    [Fact]
    public void Another_seed_gives_other_batches()
    {
        using var one = new BatchLoader(_sample.Train, Training);
        using var other = new BatchLoader(_sample.Train, Training with { Seed = 6 });

        one.Next().Images.ToArray().ShouldNotBe(other.Next().Images.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(13)]
    public void A_loader_that_resumes_continues_exactly(int taken)
    {
        using var whole = new BatchLoader(_sample.Train, Training);
        BatchCursor cursor;
        using (var interrupted = new BatchLoader(_sample.Train, Training))
        {
            for (var i = 0; i < taken; i++)
            {
                whole.Next();
                interrupted.Next();
            }

            cursor = interrupted.Cursor;
        }

        using var resumed = new BatchLoader(_sample.Train, Training, cursor);
        for (var i = 0; i < 15; i++)
            Same(resumed.Next(), whole.Next());
    }

    [Fact]
    public void An_images_augmentation_does_not_depend_on_the_batch_size()
    {
        using var small = new BatchLoader(_sample.Train, Training with { Batch = 5, Shuffle = false });
        using var large = new BatchLoader(_sample.Train, Training with { Batch = 50, Shuffle = false });

        var batch = large.Next();
        for (var start = 0; start < 50; start += 5)
            small.Next().Images.ToArray().ShouldBe(batch.Pixels[(start * 192)..((start + 5) * 192)]);
    }

    /// <summary>Every augmented image must be a window of the padded original, mirrored or not, and all windows must occur.</summary>
    [Fact]
    public void Augmentation_pads_crops_and_flips_as_a_plain_loop_would()
    {
        using var loader = new BatchLoader(_sample.Train, Plain with { Batch = 100, Augmentation = new(2, true) });
        var seen = new HashSet<(int, int, bool)>();
        for (var epoch = 0; epoch < 20; epoch++)
        {
            var batch = loader.Next();
            for (var i = 0; i < 100; i++)
                seen.Add(Find(batch, i, padding: 2));
        }

        seen.Count.ShouldBe(5 * 5 * 2);
    }

    [Fact]
    public void Padding_wider_than_the_image_is_only_padding()
    {
        using var loader = new BatchLoader(_sample.Train, Plain with { Batch = 100, Augmentation = new(9, false) });

        var batch = loader.Next();

        for (var i = 0; i < 100; i++)
            Find(batch, i, padding: 9);
    }

    [Fact]
    public void A_batch_larger_than_the_split_is_a_smaller_batch_or_an_error_with_drop_last()
    {
        using var loader = new BatchLoader(_sample.Train, Plain with { Batch = 1000 });
        loader.Next().Count.ShouldBe(100);
        loader.BatchesPerEpoch.ShouldBe(1);

        var error = Should.Throw<TrainingInputException>(() => new BatchLoader(_sample.Train, Training with { Batch = 101 }));
        error.Field.ShouldBe("training.batch");
        error.Message.ShouldBe("A batch of 101 is larger than the dataset: it has 100 images here.");
    }

    [Fact]
    public void A_cursor_of_another_batch_size_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new BatchLoader(_sample.Train, Training, new BatchCursor(0, 6)));

    [Fact]
    public void A_batch_stays_as_it_is_until_the_next_one_is_taken()
    {
        using var loader = new BatchLoader(_sample.Train, Training with { Ahead = 1 });
        for (var i = 0; i < 10; i++)
        {
            var batch = loader.Next();
            var before = batch.Images.ToArray();
            // Long enough for the thread to fill whatever it may.
            Thread.Sleep(2);
            batch.Images.ToArray().ShouldBe(before);
        }
    }

    [Fact]
    public void Taking_a_batch_allocates_nothing()
    {
        using var loader = new BatchLoader(_sample.Train, Training);
        for (var i = 0; i < 200; i++)
            loader.Next();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var buffers = new HashSet<float[]>();
        for (var i = 0; i < 1000; i++)
            buffers.Add(loader.Next().Pixels);

        // The set above and a waiting semaphore's bookkeeping; a copied batch each time would be 12 MB.
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(200_000);
        buffers.Count.ShouldBe(4);
    }

    [Fact]
    public void Waiting_is_measured_and_can_be_cancelled()
    {
        using var loader = new BatchLoader(_sample.Train, Training);
        for (var i = 0; i < 500; i++)
            loader.Next();

        loader.Waited.ShouldBeGreaterThanOrEqualTo(TimeSpan.Zero);
        Should.Throw<OperationCanceledException>(() => loader.Next(new CancellationToken(canceled: true)));
    }

    [Fact]
    public void A_failure_on_the_thread_comes_out_of_next_every_time()
    {
        using var sample = new SampleSplit(10);
        sample.Dataset.Dispose();
        // The mapping is gone before the loader could hold it.
        Should.Throw<ObjectDisposedException>(() => new BatchLoader(sample.Train, Plain with { Batch = 5 }));

        // Colours that were put together wrongly: three deviations, one mean.
        var wrong = Normalisation.Standard(new Colours([0.5f], [1, 1, 1]));
        using var loader = new BatchLoader(_sample.Train, Plain with { Normalisation = wrong });
        Should.Throw<ArgumentOutOfRangeException>(() => loader.Next());
        Should.Throw<ArgumentOutOfRangeException>(() => loader.Next());
    }

    [Fact]
    public void Images_stay_readable_for_a_loader_when_the_dataset_is_disposed()
    {
        using var sample = new SampleSplit(50);
        using var loader = new BatchLoader(sample.Train, Plain);
        sample.Dataset.Dispose();
        for (var i = 0; i < 20; i++)
            loader.Next();
    }

    [Fact]
    public void Dispose_ends_the_thread_at_once_and_can_be_repeated()
    {
        for (var i = 0; i < 20; i++)
        {
            var loader = new BatchLoader(_sample.Train, Training);
            if (i % 2 == 0)
                loader.Next();
            loader.Dispose();
            loader.Dispose();
            Should.Throw<ObjectDisposedException>(() => loader.Next());
        }
    }

    private static byte[] Bytes(Batch batch, int image) =>
        [.. batch.Pixels.Skip(image * 192).Take(192).Select(v => (byte)MathF.Round((v + 1) * 127.5f))];

    private static List<int> Epoch(BatchLoader loader)
    {
        var images = new List<int>();
        for (var i = 0; i < loader.BatchesPerEpoch; i++)
        {
            var batch = loader.Next();
            for (var k = 0; k < batch.Count; k++)
                images.Add(Enumerable.Range(0, 100).Single(n => Bytes(batch, k).AsSpan().SequenceEqual(SampleSplit.Image(n, 8))));
        }

        return images;
    }

    private static void Same(Batch a, Batch b)
    {
        a.Cursor.ShouldBe(b.Cursor);
        a.Images.SequenceEqual(b.Images).ShouldBeTrue();
        a.Labels.AsSpan(0, a.Count).SequenceEqual(b.Labels.AsSpan(0, b.Count)).ShouldBeTrue();
    }

    /// <summary>The shift and mirroring that turn the original into the augmented image, found by trying them all.</summary>
    private static (int X, int Y, bool Flip) Find(Batch batch, int image, int padding)
    {
        var pixels = batch.Pixels.AsSpan(image * 192, 192).ToArray();
        for (var shiftY = -padding; shiftY <= padding; shiftY++)
        {
            for (var shiftX = -padding; shiftX <= padding; shiftX++)
            {
                if (Matches(shiftX, shiftY, false))
                    return (shiftX, shiftY, false);
                if (Matches(shiftX, shiftY, true))
                    return (shiftX, shiftY, true);
            }
        }

        throw new ShouldAssertException($"Image {image} is no window of the original.");

        bool Matches(int shiftX, int shiftY, bool flip)
        {
            for (var i = 0; i < 192; i++)
            {
                var (channel, y, x) = (i / 64, i / 8 % 8, flip ? 7 - (i % 8) : i % 8);
                var (fromX, fromY) = (x + shiftX, y + shiftY);
                var expected = fromX is >= 0 and < 8 && fromY is >= 0 and < 8
                    ? (SampleSplit.Value(image, channel, fromY, fromX) * (2f / 255)) + -1
                    : 0;
                if (pixels[i] != expected)
                    return false;
            }

            return true;
        }
    }
}
