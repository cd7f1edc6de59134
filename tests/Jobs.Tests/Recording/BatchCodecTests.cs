using Mantissa.Data.Runs;
using Mantissa.Jobs.Recording;

namespace Mantissa.Jobs.Tests.Recording;

public sealed class BatchCodecTests
{
    [Fact]
    public void A_batch_comes_back_as_it_was_to_the_last_bit()
    {
        var batch = Batches.Full(42);

        var decoded = BatchCodec.Decode(BatchCodec.Encode(batch));

        decoded.Sequence.ShouldBe(42);
        decoded.Metrics.Select(p => (p.Name, p.Step, Bits: BitConverter.DoubleToInt64Bits(p.Value), p.Time))
            .ShouldBe(batch.Metrics.Select(p => (p.Name, p.Step, Bits: BitConverter.DoubleToInt64Bits(p.Value), p.Time)));
        var (image, expected) = (decoded.Images.ShouldHaveSingleItem(), batch.Images[0]);
        (image.Name, image.Step, image.Width, image.Height, image.ContentType)
            .ShouldBe((expected.Name, expected.Step, expected.Width, expected.Height, expected.ContentType));
        image.Content.ToArray().ShouldBe(expected.Content.ToArray());
        var (artifact, recorded) = (decoded.Artifacts.ShouldHaveSingleItem(), batch.Artifacts[0]);
        (artifact.Name, artifact.Step, artifact.ContentType).ShouldBe((recorded.Name, recorded.Step, recorded.ContentType));
        artifact.Content.ToArray().ShouldBe(recorded.Content.ToArray());
        var histogram = decoded.Histograms.ShouldHaveSingleItem();
        histogram.Step.ShouldBe(batch.Histograms[0].Step);
        histogram.Content.ToArray().ShouldBe(batch.Histograms[0].Content.ToArray());
        decoded.LogLines.ShouldBe(batch.LogLines);
        decoded.Events.ShouldBe(batch.Events);
        decoded.Progress.ShouldBe(batch.Progress);
        decoded.Checkpoint!.Content.ToArray().ShouldBe(batch.Checkpoint!.Content.ToArray());
        (decoded.Checkpoint with { Content = default }).ShouldBe(batch.Checkpoint with { Content = default });
    }

    [Fact]
    public void What_is_absent_stays_absent()
    {
        var decoded = BatchCodec.Decode(BatchCodec.Encode(new RecordBatch(1)));

        decoded.Metrics.ShouldBeEmpty();
        decoded.Images.ShouldBeEmpty();
        decoded.Artifacts.ShouldBeEmpty();
        decoded.Histograms.ShouldBeEmpty();
        decoded.LogLines.ShouldBeEmpty();
        decoded.Events.ShouldBeEmpty();
        decoded.Progress.ShouldBeNull();
        decoded.Checkpoint.ShouldBeNull();
    }
}
