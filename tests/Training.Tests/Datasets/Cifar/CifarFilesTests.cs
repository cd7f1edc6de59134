using System.Formats.Tar;
using Mantissa.Training.Datasets;
using Mantissa.Training.Datasets.Cifar;
using Mantissa.Training.Datasets.Packed;
using Mantissa.Training.Tests.Datasets.ImageFolder;
using Mantissa.Training.Tests.Datasets.Mnist;

namespace Mantissa.Training.Tests.Datasets.Cifar;

public sealed class CifarFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("tar.gz")]
    [InlineData("zip")]
    [InlineData("folder")]
    public void Every_container_gives_images_and_labels_in_the_order_of_the_batches(string container)
    {
        // The order in the archive is not the order of the batches.
        var set = Read(Write(container, CifarBytes.SmallSet.Reverse()));

        set.ClassNames.ShouldBe(["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"]);
        set.Train.Select(item => item.Label).ShouldBe([3, 1, 9, 0]);
        set.Test.Select(item => item.Label).ShouldBe([5]);
        set.Train[1].Images.Image(set.Train[1].Index).ToArray().ShouldBe(Enumerable.Range(0, 3072).Select(position => CifarBytes.Pixel(1, position)));
    }

    [Fact]
    public void Cifar100_has_a_fine_and_a_coarse_label()
    {
        var path = _folder.Write("set.tar.gz", CifarBytes.TarGz([("x/train.bin", CifarBytes.Batch([19, 99], [0, 3])), ("x/test.bin", CifarBytes.Batch([7, 50]))]));

        CifarFiles.Read(path, CifarVariant.Cifar100, null, null).Train.Select(item => item.Label).ShouldBe([99, 3]);
        CifarFiles.Read(path, CifarVariant.Cifar100Coarse, null, null).Train.Select(item => item.Label).ShouldBe([19, 0]);
    }

    [Fact]
    public void A_batch_that_ends_within_a_record_says_which() => ShouldRefuse(
        files => files["cifar/data_batch_2.bin"] = CifarBytes.Batch([9], [0])[..^1],
        "'data_batch_2.bin' has 6,145 bytes, which is no whole number of records of 3,073 bytes: it ends 3,072 bytes into record 2.");

    [Fact]
    public void A_batch_that_is_too_long_says_so() => ShouldRefuse(
        files => files["cifar/test_batch.bin"] = [.. CifarBytes.Batch([5]), 0], "it ends 1 bytes into record 2");

    [Fact]
    public void An_empty_batch_is_an_error() => ShouldRefuse(files => files["cifar/test_batch.bin"] = [], "'test_batch.bin' has 0 bytes");

    [Fact]
    public void A_label_that_is_no_class_is_named_with_its_place() => ShouldRefuse(
        files => files["cifar/data_batch_1.bin"] = CifarBytes.Batch([3], [10]), "'data_batch_1.bin' has the label 10 at byte 3,073, which is no class: labels are 0 to 9.");

    [Fact]
    public void A_missing_batch_is_named() => ShouldRefuse(files => files.Remove("cifar/test_batch.bin"), "has no 'test_batch.bin'");

    [Fact]
    public void Names_of_another_number_of_classes_are_an_error() => ShouldRefuse(
        files => files["cifar/batches.meta.txt"] = [.. "cat\ndog\n"u8], "'batches.meta.txt' names 2 classes; the set has 10");

    [Fact]
    public void The_same_batch_twice_is_an_error() => ShouldRefuse(
        files => files["other/test_batch.bin"] = CifarBytes.Batch([5]), "has two files named 'test_batch.bin'");

    [Fact]
    public void The_published_sets_have_their_number_of_records()
    {
        var path = Write("tar.gz", CifarBytes.SmallSet);

        Should.Throw<DatasetFileException>(() => CifarFiles.Read(path, CifarVariant.Cifar10, 10_000, 10_000))
            .Message.ShouldContain("has no 'data_batch_3.bin', 'data_batch_4.bin', 'data_batch_5.bin'");
        Should.Throw<DatasetFileException>(() => CifarBatch.Read("data_batch_1.bin", CifarBytes.Batch([1]), CifarVariant.Cifar10, 10_000))
            .Message.ShouldContain("'data_batch_1.bin' has 1 records of 3,073 bytes; the published file has 10,000.");
    }

    [Fact]
    public void An_archive_that_is_cut_off_is_an_error()
    {
        var whole = CifarBytes.TarGz(CifarBytes.SmallSet);
        var path = _folder.Write("set.tar.gz", whole[..(whole.Length / 2)]);

        Should.Throw<DatasetFileException>(() => Read(path)).Message.ShouldContain("'set.tar.gz'");
    }

    /// <summary>Nothing of what is in it is wanted, but it all has to be unpacked to get past it.</summary>
    [Fact]
    public void An_archive_that_explodes_is_refused_before_it_has() => ShouldRefuse(
        files => files["cifar/readme.html"] = new byte[65 << 20], "'set.tar.gz' cannot be read: it unpacks to more than the 67,108,864 bytes allowed for its size");

    [Theory]
    [InlineData('x')]
    [InlineData('g')]
    [InlineData('L')]
    [InlineData('K')]
    public void Names_and_attributes_that_promise_gigabytes_cost_no_memory(char type)
    {
        var path = _folder.Write("set.tar.gz", IdxBytes.Gzip([.. CifarBytes.TarHeader("pax", type, (1L << 31) - 1), .. new byte[4096]]));
        var before = GC.GetTotalAllocatedBytes();

        Should.Throw<DatasetFileException>(() => Read(path)).Message.ShouldContain("its list of names and attributes has 2,147,483,647 bytes, more than the 1,048,576 allowed");

        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(16 << 20);
    }

    [Fact]
    public void A_file_that_promises_more_than_it_may_have_is_refused_by_its_header()
    {
        var path = _folder.Write("set.tar.gz", IdxBytes.Gzip([.. CifarBytes.TarHeader("data_batch_1.bin", '0', (200 << 20) + 1), .. new byte[4096]]));

        Should.Throw<DatasetFileException>(() => Read(path)).Message.ShouldContain("'data_batch_1.bin' has 209,715,201 bytes, more than the 209,715,200 allowed");
    }

    [Fact]
    public void More_members_than_anybody_packs_are_refused()
    {
        var empty = CifarBytes.TarHeader("x", '0', 0);
        var archive = new byte[100_001 * empty.Length];
        for (var at = 0; at < archive.Length; at += empty.Length)
            empty.CopyTo(archive, at);

        Should.Throw<DatasetFileException>(() => Read(_folder.Write("set.tar.gz", IdxBytes.Gzip(archive)))).Message.ShouldBe("'set.tar.gz' has more than 100,000 members.");
    }

    [Theory]
    [InlineData(TarEntryFormat.Pax)]
    [InlineData(TarEntryFormat.Gnu)]
    public void Long_names_are_read_however_they_are_written(TarEntryFormat format)
    {
        var folder = string.Join('/', Enumerable.Repeat("a-folder-in-a-folder", 20));
        var path = _folder.Write("set.tar.gz", CifarBytes.TarGz(CifarBytes.SmallSet.Select(file => ($"{folder}/{file.Name}", file.Content)), format));

        Read(path).Test.Select(item => item.Label).ShouldBe([5]);
    }

    [Fact]
    public void Something_else_is_an_error_that_names_it()
    {
        var path = _folder.Write("set.rar", [.. "Rar!"u8, 0x1A, 7]);

        Should.Throw<DatasetFileException>(() => Read(path)).Message.ShouldBe("'set.rar' is neither a folder, nor a zip, nor a tar.gz.");
    }

    private void ShouldRefuse(Action<Dictionary<string, byte[]>> change, string words)
    {
        var files = CifarBytes.SmallSet.ToDictionary(file => file.Name, file => file.Content);
        change(files);

        var error = Should.Throw<DatasetFileException>(() => Read(Write("tar.gz", files.Select(file => (file.Key, file.Value)))));

        error.Message.ShouldContain(words);
    }

    private string Write(string container, IEnumerable<(string Name, byte[] Content)> files)
    {
        if (container == "tar.gz")
            return _folder.Write("set.tar.gz", CifarBytes.TarGz(files));
        if (container == "zip")
            return _folder.Write("set.zip", ZipFile.Create(files));
        foreach (var (name, content) in files)
            _folder.Write($"folder/{name}", content);
        return _folder.File("folder/cifar");
    }

    private static PackedSet Read(string path) => CifarFiles.Read(path, CifarVariant.Cifar10, null, null);
}
