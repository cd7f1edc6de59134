using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.Json.Nodes;
using Mantissa.Data.Entities;
using Mantissa.Testing;
using Mantissa.Training.Imaging;

namespace Mantissa.Jobs.Tests.Processes;

/// <summary>Uploads as the real worker looks at them and trains on them.</summary>
public sealed class UploadTests : PlatformTest
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    [Fact]
    public async Task A_worker_looks_at_uploads_and_runs_train_on_those_that_are_ready()
    {
        var digits = await UploadAsync("digits", ("images", Idx([60, 28, 28], 60 * 28 * 28)), ("labels", Idx([60], 60)));
        var worker = await Platform.StartWorkerAsync();

        // One from before the worker came, two while it is there.
        var pictures = await UploadAsync("pictures", ("set.zip", Pictures()));
        var nonsense = await UploadAsync("nonsense", ("set.zip", [1, 2, 3, 4, 5]));

        var ready = await DecidedAsync(digits);
        ready.Status.ShouldBe(UploadStatus.Ready, ready.StatusReason);
        ready.Report!.Classes.Count.ShouldBe(3);
        (ready.Report.Kind, ready.Report.Channels, ready.Report.SmallestSide).ShouldBe(("idx", 1, 28));
        var folder = (await DecidedAsync(pictures)).Report.ShouldNotBeNull();
        folder.Classes.Select(c => (c.Name, c.Train + c.Test)).ShouldBe([("dark", 6), ("light", 6)]);
        folder.Broken.ShouldHaveSingleItem().ShouldStartWith("light/broken.png");
        var preview = (await Platform.Uploads.PreviewAsync(pictures, default)).ShouldNotBeNull();
        preview.Content.AsSpan(0, 4).ToArray().ShouldBe([137, 80, 78, 71]);
        var rejected = await DecidedAsync(nonsense);
        (rejected.Status, rejected.StatusReason!.Split(". ")[0]).ShouldBe((UploadStatus.Rejected, "'set.zip' is neither a zip, nor a tar.gz, nor an IDX file"));

        var run = await Platform.SubmitAsync(TinyRuns.ResNet(steps: 3) with
        {
            Dataset = "upload",
            DatasetOptions = new JsonObject { ["set"] = digits.ToString() },
        });
        await Platform.ReachesAsync(run, RunStatus.Completed);

        // What a deleted set left on the worker's disk goes with it.
        var copy = Path.Combine(Platform.DataDirectory, "cache", "uploads", pictures.ToString());
        Directory.Exists(copy).ShouldBeTrue(worker.Output);
        (await Platform.Uploads.DeleteAsync(pictures, default)).ShouldBeTrue();
        await Eventually.TrueAsync(() => Task.FromResult(!Directory.Exists(copy)), Patience, () => worker.Output);
    }

    [Fact]
    public async Task A_worker_takes_over_from_one_that_died_over_it()
    {
        var set = await UploadAsync("orphan", ("images", Idx([20, 4, 4], 320)), ("labels", Idx([20], 20)));
        (await Platform.Inspections.ClaimAsync("dead worker", TimeSpan.FromSeconds(1), default)).ShouldNotBeNull();

        await Platform.StartWorkerAsync();

        var decided = await DecidedAsync(set);
        (decided.Status, decided.Attempt).ShouldBe((UploadStatus.Ready, 2));
    }

    private async Task<Guid> UploadAsync(string name, params (string Name, byte[] Content)[] files)
    {
        await using var transfer = await Platform.Uploads.ReceiveAsync(1 << 20, default);
        foreach (var file in files)
            await transfer.AddFileAsync(file.Name, new MemoryStream(file.Content), default);
        return (await transfer.CommitAsync(name, idempotencyKey: null, default)).Value.Id;
    }

    private async Task<UploadedSet> DecidedAsync(Guid id)
    {
        UploadedSet? set = null;
        await Eventually.TrueAsync(
            async () => (set = await Platform.Uploads.GetAsync(id, default))!.Status != UploadStatus.Pending, Patience,
            () => $"Nobody decided about '{set!.Name}' in attempt {set.Attempt}.");
        return set!;
    }

    /// <summary>Values 0, 1, 2, 0, 1, 2 … under the shape: labels of three classes, or pixels.</summary>
    private static byte[] Idx(int[] shape, int values)
    {
        var file = new byte[4 + (4 * shape.Length) + values];
        (file[2], file[3]) = (8, (byte)shape.Length);
        for (var i = 0; i < shape.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(4 + (4 * i)), shape[i]);
        for (var i = 0; i < values; i++)
            file[4 + (4 * shape.Length) + i] = (byte)(i % 3);
        return file;
    }

    private static byte[] Pictures()
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (var i = 0; i < 12; i++)
            {
                using var entry = zip.CreateEntry($"{(i % 2 == 0 ? "dark" : "light")}/{i}.png").Open();
                entry.Write(PngEncoder.Encode(Enumerable.Repeat((byte)(i % 2 == 0 ? i : 200 + i), 40 * 30 * 3).ToArray(), 40, 30));
            }

            using var broken = zip.CreateEntry("light/broken.png").Open();
            broken.Write([137, 80, 78, 71, 13, 10, 26, 10, 0]);
        }

        return file.ToArray();
    }
}
