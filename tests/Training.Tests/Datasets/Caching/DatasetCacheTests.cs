using System.Diagnostics;
using Mantissa.Training.Datasets;
using Mantissa.Training.Datasets.Caching;

namespace Mantissa.Training.Tests.Datasets.Caching;

public sealed class DatasetCacheTests : IDisposable
{
    private static readonly CacheKey Key = new("test", "identity", 4, 3);

    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _log = [];
    private int _prepared;

    public void Dispose() => _folder.Dispose();

    private string CacheFile => Path.Combine(_folder.Path, Key.FileName);

    [Fact]
    public void What_was_written_is_read_back()
    {
        using var dataset = Open();

        (dataset.ImageSize, dataset.Channels, dataset.Train.Count, dataset.Test.Count).ShouldBe((4, 3, 5, 2));
        dataset.ClassNames.ShouldBe(["a", "b"]);
        dataset.Train.Labels.ToArray().ShouldBe([0, 1, 0, 1, 0]);
        dataset.Test.Labels.ToArray().ShouldBe([1, 0]);
        dataset.Train.Image(3).ToArray().ShouldBe(Image(3));
        dataset.Test.Image(1).ToArray().ShouldBe(Image(101));
        Should.Throw<ArgumentOutOfRangeException>(() => { dataset.Train.Image(5); });
        Should.Throw<ArgumentOutOfRangeException>(() => { dataset.Train.Image(-1); });
    }

    [Fact]
    public void Colours_are_those_of_the_training_images()
    {
        using var dataset = Open();

        for (var channel = 0; channel < 3; channel++)
        {
            var values = Enumerable.Range(0, 5).SelectMany(i => Image(i)[(channel * 16)..((channel + 1) * 16)]).Select(v => v / 255.0).ToArray();
            var mean = values.Average();
            ((double)dataset.Colours.Mean[channel]).ShouldBe(mean, 1e-6);
            ((double)dataset.Colours.Deviation[channel]).ShouldBe(Math.Sqrt(values.Average(v => (v - mean) * (v - mean))), 1e-6);
        }
    }

    [Fact]
    public void The_hash_is_sha256_of_images_and_labels()
    {
        using var dataset = Open();

        var bytes = Enumerable.Range(0, 5).SelectMany(Image).Concat(Image(100)).Concat(Image(101))
            .Concat(new[] { 0, 1, 0, 1, 0, 1, 0 }.SelectMany(BitConverter.GetBytes)).ToArray();
        dataset.Hash.ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)));
    }

    [Fact]
    public void A_set_is_prepared_once()
    {
        Open().Dispose();
        Open().Dispose();

        _prepared.ShouldBe(1);
        _log[^1].ShouldBe("'test' is ready: 5 training and 2 test images of 4 px, classes: 2.");
    }

    [Fact]
    public void Another_identity_size_or_dataset_is_another_file() =>
        new[] { Key, Key with { Identity = "other" }, Key with { ImageSize = 8 }, Key with { Channels = 1 }, Key with { Dataset = "x" } }
            .Select(k => k.FileName).ShouldBeUnique();

    [Fact]
    public void Damage_anywhere_is_noticed_and_repaired()
    {
        Open().Dispose();
        var whole = File.ReadAllBytes(CacheFile);
        for (var at = 0; at < whole.Length; at += 7)
        {
            // The last eight bytes of the preamble mean nothing.
            if (at is >= 56 and < 64)
                continue;
            var damaged = whole.ToArray();
            damaged[at] ^= 0x10;
            File.WriteAllBytes(CacheFile, damaged);
            Should.Throw<InvalidDataException>(() => CacheReader.Open(CacheFile), $"byte {at}");
        }

        Open().Dispose();
        _prepared.ShouldBe(2);
        _log.ShouldContain(line => line.StartsWith("The prepared images of 'test' cannot be used, its") && line.EndsWith("; preparing them again."));
        File.ReadAllBytes(CacheFile).ShouldBe(whole);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(200)]
    [InlineData(-1)]
    public void A_file_that_is_cut_off_is_prepared_again(int length)
    {
        Open().Dispose();
        var whole = File.ReadAllBytes(CacheFile);
        File.WriteAllBytes(CacheFile, whole[..(length < 0 ? whole.Length + length : length)]);

        Open().Dispose();

        _prepared.ShouldBe(2);
        File.ReadAllBytes(CacheFile).ShouldBe(whole);
    }

    [Fact]
    public void A_failed_preparation_leaves_nothing_to_read()
    {
        Should.Throw<TrainingInputException>(() => new DatasetCache(_folder.Path, _log.Add).Open(
            Key, 7, writer => { writer.AddTrain(Image(0), 0); throw new TrainingInputException("x", "broken"); }, default));

        Directory.GetFiles(_folder.Path).ShouldAllBe(file => file.EndsWith(".lock"));
        Open().Dispose();
        _prepared.ShouldBe(1);
    }

    [Fact]
    public void What_a_killed_process_left_behind_does_not_matter()
    {
        File.WriteAllBytes($"{CacheFile}.part", new byte[1000]);
        File.WriteAllBytes($"{CacheFile}.lock", []);

        Open().Dispose();

        File.Exists($"{CacheFile}.part").ShouldBeFalse();
    }

    [Fact]
    public void A_disk_that_fills_up_is_named_and_nothing_is_left()
    {
        var cache = new DatasetCache(_folder.Path, _log.Add) { Create = path => new FullDisk(path, 300) };

        var error = Should.Throw<IOException>(() => cache.Open(Key, 7, Prepare, default));

        error.Message.ShouldBe(
            $"The disk that holds {_folder.Path} is full: the prepared images of 'test' take about 0 MiB. Make room there or choose another data folder.");
        Directory.GetFiles(_folder.Path).ShouldAllBe(file => file.EndsWith(".lock"));
    }

    [Fact]
    public void A_set_that_cannot_fit_is_refused_before_it_is_prepared()
    {
        var error = Should.Throw<IOException>(() =>
            new DatasetCache(_folder.Path, _log.Add).Open(Key, 1L << 50, Prepare, default));

        error.Message.ShouldStartWith($"The disk that holds {_folder.Path} is full");
        _prepared.ShouldBe(0);
    }

    [Fact]
    public void A_cache_folder_that_is_a_file_is_an_error_that_names_it()
    {
        var path = _folder.Write("file", [1]);

        Should.Throw<IOException>(() => new DatasetCache(path, _log.Add).Open(Key, 7, Prepare, default)).Message.ShouldContain(path);
    }

    [Fact]
    public async Task Threads_that_want_the_same_set_prepare_it_once()
    {
        var datasets = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(Open)));

        _prepared.ShouldBe(1);
        datasets.Select(d => d.Hash).Distinct().Count().ShouldBe(1);
        foreach (var dataset in datasets)
            dataset.Dispose();
    }

    /// <summary>The tool <c>flock</c> stands for the other worker: it takes the same lock of the operating system.</summary>
    [Fact]
    public async Task Another_process_at_work_is_waited_for_and_its_death_frees_the_lock()
    {
        using var other = Process.Start(new ProcessStartInfo("flock", [$"{CacheFile}.lock", "sh", "-c", "echo locked; exec sleep 60"])
        {
            RedirectStandardOutput = true,
        })!;
        (await other.StandardOutput.ReadLineAsync()).ShouldBe("locked");

        var isWaiting = new TaskCompletionSource();
        var waiting = Task.Run(() => new DatasetCache(_folder.Path, line => { Log(line); isWaiting.TrySetResult(); }).Open(Key, 7, Prepare, default));
        await isWaiting.Task.WaitAsync(TimeSpan.FromSeconds(20));
        _prepared.ShouldBe(0);
        other.Kill(entireProcessTree: true);

        (await waiting.WaitAsync(TimeSpan.FromSeconds(20))).Dispose();
        _prepared.ShouldBe(1);
        _log.ShouldBe(["Another process is preparing 'test'; waiting for it."]);
    }

    [Fact]
    public void Waiting_can_be_cancelled()
    {
        using var held = CacheLock.Acquire($"{CacheFile}.lock", () => { }, default);
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        Should.Throw<OperationCanceledException>(() => new DatasetCache(_folder.Path, _log.Add).Open(Key, 7, Prepare, cancellation.Token));
    }

    [Fact]
    public void A_mapping_outlives_its_dataset_as_long_as_somebody_holds_it()
    {
        var dataset = Open();
        var split = dataset.Train;
        var hold = split.Hold();
        dataset.Dispose();

        split.Image(2).ToArray().ShouldBe(Image(2));
        hold.Dispose();
        Should.Throw<ObjectDisposedException>(() => { split.Image(2); });
        dataset.Dispose();
    }

    private ImageDataset Open() => new DatasetCache(_folder.Path, Log).Open(Key, 7, Prepare, default);

    private void Log(string line)
    {
        lock (_log)
            _log.Add(line);
    }

    private void Prepare(CacheWriter writer)
    {
        Interlocked.Increment(ref _prepared);
        for (var i = 0; i < 5; i++)
            writer.AddTrain(Image(i), i % 2);
        writer.AddTest(Image(100), 1);
        writer.AddTest(Image(101), 0);
        writer.Finish(["a", "b"], []);
    }

    private static byte[] Image(int seed) => [.. Enumerable.Range(0, 48).Select(i => (byte)((i * 5) + (seed * 31)))];

    /// <summary>A file on a disk with room for a few bytes, which then answers as Linux does.</summary>
    private sealed class FullDisk(string path, long room) : FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1)
    {
        private const int NoSpace = 28;

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (Position + buffer.Length > room)
                throw new IOException("No space left on device", NoSpace);
            base.Write(buffer);
        }
    }
}
