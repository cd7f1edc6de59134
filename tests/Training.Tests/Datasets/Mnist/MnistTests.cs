using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Mantissa.Training.Datasets;
using Mantissa.Training.Datasets.Mnist;

namespace Mantissa.Training.Tests.Datasets.Mnist;

public sealed class MnistTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _log = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Images_and_labels_of_both_pairs_are_those_of_the_files()
    {
        WriteSet();

        using var dataset = Open(("imageSize", 8), ("fit", "pad"));

        (dataset.Channels, dataset.ImageSize, dataset.Train.Count, dataset.Test.Count, dataset.ClassCount).ShouldBe((1, 8, 4, 2, 10));
        dataset.Train.Labels.ToArray().ShouldBe([3, 1, 4, 1]);
        dataset.Test.Labels.ToArray().ShouldBe([9, 0]);
        dataset.SourceSides.ShouldBe(new SourceSides(6, 6));
        for (var y = 0; y < 8; y++)
        {
            for (var x = 0; x < 8; x++)
            {
                // A black border of one pixel around 6 × 6.
                var inside = x is >= 1 and <= 6 && y is >= 1 and <= 6;
                dataset.Train.Image(2)[(y * 8) + x].ShouldBe(inside ? IdxBytes.Pixel(2, ((y - 1) * 6) + x - 1) : (byte)0);
                dataset.Test.Image(1)[(y * 8) + x].ShouldBe(inside ? IdxBytes.Pixel(101, ((y - 1) * 6) + x - 1) : (byte)0);
            }
        }
    }

    [Fact]
    public void Packed_files_give_the_same_images_and_other_files_another_hash()
    {
        WriteSet();
        using var plain = Open();
        Directory.Delete(_folder.File("data/set"), recursive: true);
        WriteSet(gzip: true);
        using var packed = Open();

        packed.Hash.ShouldBe(plain.Hash);

        _folder.Write("data/set/train-labels-idx1-ubyte.gz", IdxBytes.Gzip(IdxBytes.Labels(3, 1, 4, 2)));
        using var other = Open();
        other.Hash.ShouldNotBe(plain.Hash);
        other.Train.Label(3).ShouldBe(2);
    }

    [Fact]
    public void Resizing_keeps_an_even_image_even_and_the_size_asked_for()
    {
        _folder.Write("data/set/train-images-idx3-ubyte", IdxBytes.Create([2, 28, 28], [.. Enumerable.Repeat((byte)10, 784), .. Enumerable.Repeat((byte)200, 784)]));
        _folder.Write("data/set/train-labels-idx1-ubyte", IdxBytes.Labels(0, 1));
        _folder.Write("data/set/t10k-images-idx3-ubyte", IdxBytes.Create([1, 28, 28], new byte[784]));
        _folder.Write("data/set/t10k-labels-idx1-ubyte", IdxBytes.Labels(0));

        using var dataset = Open(("imageSize", 64), ("fit", "resize"));

        dataset.Train.Image(0).ToArray().ShouldAllBe(value => value == 10);
        dataset.Train.Image(1).ToArray().ShouldAllBe(value => value == 200);
        dataset.Train.Image(1).Length.ShouldBe(64 * 64);
    }

    [Fact]
    public void One_pair_is_split_by_class_and_seed()
    {
        _folder.Write("data/set/mnist-t10k-images", IdxBytes.Images(40, 4));
        _folder.Write("data/set/mnist-t10k-labels", IdxBytes.Labels([.. Enumerable.Range(0, 40).Select(i => (byte)(i % 10))]));

        using var dataset = Open(("testFraction", 0.25), ("imageSize", 8));
        using var again = Open(("testFraction", 0.25), ("imageSize", 8));
        using var other = Open(("testFraction", 0.25), ("imageSize", 8), ("splitSeed", 2));

        (dataset.Train.Count, dataset.Test.Count).ShouldBe((30, 10));
        dataset.Test.Labels.ToArray().Order().ShouldBe(Enumerable.Range(0, 10));
        again.Hash.ShouldBe(dataset.Hash);
        other.Hash.ShouldNotBe(dataset.Hash);
    }

    [Fact]
    public void A_file_that_is_cut_off_says_where_it_ends_and_where_it_should() => ShouldRefuse(
        "train-images-idx3-ubyte", IdxBytes.Images(4, 6)[..100], "'train-images-idx3-ubyte' ends at byte 100; by its header it has 160.");

    [Fact]
    public void A_file_that_is_too_long_says_where_it_should_end() => ShouldRefuse(
        "train-images-idx3-ubyte", [.. IdxBytes.Images(4, 6), 7], "goes on after byte 160");

    [Fact]
    public void A_header_that_is_cut_off_is_an_error() => ShouldRefuse(
        "train-labels-idx1-ubyte", IdxBytes.Labels(3, 1, 4, 1)[..6], "ends at byte 6, within its header of 8 bytes");

    [Fact]
    public void Another_kind_of_file_in_place_of_labels_is_missed_by_name() => ShouldRefuse(
        "train-labels-idx1-ubyte", [.. "PNG or anything"u8], "has no file with their labels");

    [Fact]
    public void Counts_that_differ_name_both_files() => ShouldRefuse(
        "train-labels-idx1-ubyte", IdxBytes.Labels(3, 1, 4), "has 4 images and 'train-labels-idx1-ubyte' has 3 labels (both say so at byte 4)");

    [Fact]
    public void A_label_that_is_no_class_is_named_with_its_place() => ShouldRefuse(
        "train-labels-idx1-ubyte", IdxBytes.Labels(3, 1, 10, 1), "'train-labels-idx1-ubyte' has the label 10 at byte 10, which is no class: labels are 0 to 9.");

    [Fact]
    public void No_images_at_all_are_an_error() => ShouldRefuse(
        "train-images-idx3-ubyte", IdxBytes.Create([0, 6, 6], []), "says that it has 0 images (byte 4)");

    [Fact]
    public void Images_of_one_pixel_are_an_error() => ShouldRefuse(
        "train-images-idx3-ubyte", IdxBytes.Images(4, 1), "it has 1 × 1 pixels, the smallest side allowed is 2");

    [Fact]
    public void Gigantic_images_are_refused_by_the_header_alone() => ShouldRefuse(
        "train-images-idx3-ubyte", IdxBytes.Create([4, 30_000, 30_000], new byte[10]), "it has 30,000 × 30,000 pixels, the largest side allowed is 8,192");

    [Fact]
    public void A_header_that_promises_gigabytes_costs_no_memory()
    {
        var before = GC.GetTotalAllocatedBytes();
        ShouldRefuse("train-images-idx3-ubyte", IdxBytes.Create([2_000_000, 28, 28], new byte[10]), "ends at byte 26; by its header it has 1,568,000,016.");
        (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(64 << 20);
    }

    [Fact]
    public void Images_that_explode_are_refused_before_they_have()
    {
        WriteSet(gzip: true);
        var packed = IdxBytes.Gzip(IdxBytes.Create([90_000, 28, 28], new byte[90_000 * 28 * 28]));
        _folder.Write("data/set/train-images-idx3-ubyte.gz", packed);

        Should.Throw<TrainingInputException>(() => Open()).Message.ShouldContain($"it unpacks to more than the {packed.Length * 100:N0} bytes allowed for its size");
    }

    [Fact]
    public void Damaged_packing_is_an_error()
    {
        WriteSet(gzip: true);
        var packed = IdxBytes.Gzip(IdxBytes.Images(400, 6));
        _folder.Write("data/set/train-images-idx3-ubyte.gz", packed[..(packed.Length / 2)]);

        Should.Throw<TrainingInputException>(() => Open()).Message.ShouldContain("'train-images-idx3-ubyte.gz'");
    }

    [Fact]
    public void Test_images_of_another_size_are_an_error()
    {
        WriteSet();
        _folder.Write("data/set/t10k-images-idx3-ubyte", IdxBytes.Images(2, 5));

        Should.Throw<TrainingInputException>(() => Open()).Message.ShouldContain("has images of 5 × 5 pixels, 'train-images-idx3-ubyte' of 6 × 6 (byte 8)");
    }

    [Fact]
    public void A_folder_without_a_pair_says_what_belongs_there()
    {
        _folder.Write("data/set/readme.txt", [.. "hello"u8]);

        var error = Should.Throw<TrainingInputException>(() => Open());
        error.Field.ShouldBe("datasetOptions.path");
        error.Message.ShouldContain("has no pair of IDX files");
    }

    [SharedDataFact("mnist-t10k-images-idx3-ubyte.gz")]
    public void The_real_digits_have_their_published_pixels_counts_and_train_a_network()
    {
        foreach (var file in new[] { "mnist-t10k-images-idx3-ubyte.gz", "mnist-t10k-labels-idx1-ubyte.gz" })
            _folder.Write($"data/set/{file}", File.ReadAllBytes(SharedDataFactAttribute.Find(file)!));
        var pair = IdxFile.ReadPair(_folder.File("data/set/mnist-t10k-images-idx3-ubyte.gz"), _folder.File("data/set/mnist-t10k-labels-idx1-ubyte.gz"));

        // SHA-256 of the unpacked file behind its header is not published; that of the whole file is.
        var unpacked = IdxBytes.Create([pair.Count, pair.Height, pair.Width], pair.Pixels.ToArray());
        Convert.ToHexStringLower(SHA256.HashData(unpacked)).ShouldBe("0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7");
        Enumerable.Range(0, 10).Select(digit => pair.Labels.Count(label => label == digit)).ShouldBe([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]);

        using var dataset = Open();
        (dataset.Channels, dataset.ImageSize, dataset.Train.Count + dataset.Test.Count).ShouldBe((1, 32, 10_000));
        // Mean of MNIST is 0.13 at 28 px; a border dilutes it by (28/32)².
        dataset.Colours.Mean[0].ShouldBe(0.1307f * 0.7656f, 0.003f);
    }

    private void ShouldRefuse(string name, byte[] content, string words)
    {
        WriteSet();
        _folder.Write($"data/set/{name}", content);

        var error = Should.Throw<TrainingInputException>(() => Open(("imageSize", 8)));

        error.Field.ShouldBe("datasetOptions.path");
        error.Message.ShouldContain(words);
        error.Message.ShouldEndWith(".");
        Directory.CreateDirectory(_folder.File("cache")).GetFiles("*.images").ShouldBeEmpty();
    }

    private void WriteSet(bool gzip = false)
    {
        Write("train-images-idx3-ubyte", IdxBytes.Images(4, 6));
        Write("train-labels-idx1-ubyte", IdxBytes.Labels(3, 1, 4, 1));
        Write("t10k-images-idx3-ubyte", IdxBytes.Images(2, 6, first: 100));
        Write("t10k-labels-idx1-ubyte", IdxBytes.Labels(9, 0));

        void Write(string name, byte[] content) =>
            _folder.Write($"data/set/{name}{(gzip ? ".gz" : "")}", gzip ? IdxBytes.Gzip(content) : content);
    }

    private ImageDataset Open(params (string Name, JsonNode Value)[] options)
    {
        var values = new JsonObject { ["path"] = _folder.File("data/set") };
        foreach (var (name, value) in options)
            values[name] = value;
        return new MnistDataset().Open(values, new TrainingEnvironment(_folder.File("cache"), [_folder.File("data")], 2), _log.Add, default);
    }
}
