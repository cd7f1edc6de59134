using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Training.Datasets;
using Mantissa.Training.Datasets.ImageFolder;
using Mantissa.Training.Tests.Imaging;

namespace Mantissa.Training.Tests.Datasets.ImageFolder;

public sealed class ImageFolderDatasetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _log = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_catalogue_offers_the_folders_of_this_worker()
    {
        var entry = new ImageFolderDataset().Entry(Environment());

        entry.Name.ShouldBe("image-folder");
        entry.Tasks.ShouldBe([LearningTask.Classification, LearningTask.Generation]);
        var path = entry.Parameters.Single(p => p.Name == "path");
        (path.Kind, path.Required).ShouldBe((ParameterKind.Path, true));
        path.Roots.ShouldBe([_folder.File("data")]);
        entry.Parameters.ShouldContain(p => p.Name == entry.ImageSizeParameter);
    }

    [Fact]
    public void A_folder_and_a_zip_of_the_same_files_give_the_same_images()
    {
        var files = Files(("red", 200, 10, 10), ("green", 10, 200, 10));
        foreach (var (name, content) in files)
            _folder.Write($"data/set/{name}", content);
        _folder.Write("data/set.zip", ZipFile.Create(files));

        using var folder = Open("set");
        using var zip = Open("set.zip");

        folder.Hash.ShouldBe(zip.Hash);
        folder.ClassNames.ShouldBe(["green", "red"]);
        (folder.Train.Count, folder.Test.Count, folder.ImageSize).ShouldBe((16, 4, 16));
        for (var i = 0; i < folder.Train.Count; i++)
        {
            // Channel by channel: red is class 1.
            var image = folder.Train.Image(i);
            image[0].ShouldBe((byte)(folder.Train.Label(i) == 1 ? 200 : 10));
            image[256].ShouldBe((byte)(folder.Train.Label(i) == 1 ? 10 : 200));
        }
    }

    [Fact]
    public void A_second_opening_decodes_nothing_and_a_changed_file_everything()
    {
        foreach (var (name, content) in Files(("a", 1, 2, 3), ("b", 4, 5, 6)))
            _folder.Write($"data/set/{name}", content);
        using var first = Open("set");
        var cache = Directory.GetFiles(_folder.File("cache"), "*.images").Single();
        var written = File.GetLastWriteTimeUtc(cache);

        using var second = Open("set");
        File.GetLastWriteTimeUtc(cache).ShouldBe(written);
        second.Hash.ShouldBe(first.Hash);

        _folder.Write("data/set/a/0.png", PngFile.Plain(20, 20, 99, 99, 99));
        using var third = Open("set");
        third.Hash.ShouldNotBe(first.Hash);
    }

    [Fact]
    public void Jpeg_and_png_of_any_size_are_cropped_and_resized()
    {
        _folder.Write("data/set/a/wide.png", PngFile.Rgb(60, 20, (x, _) => x is >= 20 and < 40 ? ((byte)255, (byte)255, (byte)255) : ((byte)0, (byte)0, (byte)0)));
        _folder.Write("data/set/a/blocks.JPG", JpegFile.SixBlocks);
        _folder.Write("data/set/b/small.png", PngFile.Plain(3, 5, 255, 255, 255));
        _folder.Write("data/set/b/large.jpeg", JpegFile.Compress(Enumerable.Repeat((byte)255, 500 * 300 * 3).ToArray(), 500, 300));

        using var dataset = Open("set", ("testFraction", 0.5));

        // The centred square of the wide one is white, and so are both others of one colour.
        var white = Enumerable.Range(0, 2).Select(i => dataset.Train.Image(i).ToArray()).Concat(Enumerable.Range(0, 2).Select(i => dataset.Test.Image(i).ToArray()))
            .Count(image => image.All(v => v == 255));
        white.ShouldBe(3);
    }

    [Fact]
    public void Broken_images_are_left_out_and_listed()
    {
        var files = Files(("a", 1, 2, 3), ("b", 4, 5, 6)).ToList();
        files.Add(("a/broken.jpg", JpegFile.SixBlocks[..700]));
        files.Add(("b/text.png", "not a picture"u8.ToArray()));
        files.Add(("b/huge.png", PngFile.Create(30_000, 30_000, 8, 2, [new byte[3]])));
        files.Add(("b/pixel.png", PngFile.Plain(1, 1, 0, 0, 0)));
        files.Add(("b/readme.txt", [1]));
        _folder.Write("data/set.zip", ZipFile.Create(files));

        using var dataset = Open("set.zip");

        (dataset.Train.Count + dataset.Test.Count).ShouldBe(20);
        var left = _log.Where(line => line.StartsWith("Left out ")).Order(StringComparer.Ordinal).ToArray();
        left.Length.ShouldBe(4);
        left[0].ShouldStartWith("Left out a/broken.jpg: broken JPEG: ");
        left[1].ShouldBe("Left out b/huge.png: it has 30,000 × 30,000 pixels, the largest side allowed is 8,192.");
        left[2].ShouldBe("Left out b/pixel.png: it has 1 × 1 pixels, the smallest side allowed is 2.");
        left[3].ShouldBe("Left out b/text.png: neither a JPEG nor a PNG file.");
        _log.ShouldContain(line => line.EndsWith("has 1 files that are neither .jpg nor .png; they are not used."));

        // Whoever opens it later is told as well.
        _log.Clear();
        Open("set.zip").Dispose();
        _log.Count(line => line.StartsWith("Left out: ")).ShouldBe(4);
    }

    [Fact]
    public void More_broken_images_than_allowed_are_an_error_with_their_names()
    {
        var files = Files(("a", 1, 2, 3), ("b", 4, 5, 6)).Concat(Enumerable.Range(0, 3).Select(i => ($"a/broken{i}.jpg", new byte[9]))).ToArray();
        _folder.Write("data/set.zip", ZipFile.Create(files));

        Open("set.zip", ("brokenLimit", 3)).Dispose();
        var error = Should.Throw<TrainingInputException>(() => Open("set.zip", ("brokenLimit", 2)));

        error.Field.ShouldBe("datasetOptions.path");
        error.Message.ShouldStartWith($"More than 2 images in '{_folder.File("data/set.zip")}' cannot be used, which is the limit set by brokenLimit: a/broken");
        Directory.GetFiles(_folder.File("cache"), "*.part").ShouldBeEmpty();
    }

    [Fact]
    public void A_class_of_which_all_images_are_broken_is_an_error()
    {
        var files = Files(("a", 1, 2, 3)).Concat(Enumerable.Range(0, 4).Select(i => ($"b/broken{i}.jpg", new byte[9]))).ToArray();
        _folder.Write("data/set.zip", ZipFile.Create(files));

        Should.Throw<TrainingInputException>(() => Open("set.zip")).Message.ShouldStartWith("All training images of the class 'b' are broken: b/broken");
    }

    [Fact]
    public void One_class_serves_a_generator_but_not_a_classifier()
    {
        _folder.Write("data/set.zip", ZipFile.Create(Files(("cats", 1, 2, 3))));

        using var dataset = Open("set.zip");

        dataset.ClassCount.ShouldBe(1);
        Should.Throw<TrainingInputException>(dataset.RequireClasses).Message.ShouldStartWith("The dataset has one class only, 'cats'.");
    }

    [Fact]
    public void Paths_options_and_files_that_cannot_be_used_are_explained_by_field()
    {
        _folder.Write("data/text.zip", "hello"u8.ToArray());
        Directory.CreateDirectory(_folder.File("data/nothing"));
        Directory.CreateDirectory(_folder.File("data/hollow/cats"));
        _folder.Write("data/hollow/dogs/1.png", PngFile.Plain(8, 8, 1, 1, 1));

        Refusal("text.zip", "datasetOptions.path").ShouldBe($"'{_folder.File("data/text.zip")}' cannot be used: it is not a zip file, or it is cut off.");
        Refusal("nothing", "datasetOptions.path").ShouldBe($"There are no JPEG or PNG files in '{_folder.File("data/nothing")}'.");
        Refusal("hollow", "datasetOptions.path").ShouldStartWith("'cats' in ");
        Refusal("../outside", "datasetOptions.path").ShouldContain("is outside the folders that this worker may read");
        Refusal("nothing", "datasetOptions.imageSize", ("imageSize", 7)).ShouldContain("from 8 to 512");
        Refusal("nothing", "datasetOptions.colour", ("colour", 7)).ShouldContain("is not an option here");
    }

    [Fact]
    public void Links_out_of_a_folder_and_pipes_in_it_are_not_followed()
    {
        foreach (var (name, content) in Files(("a", 1, 2, 3), ("b", 4, 5, 6)))
            _folder.Write($"data/set/{name}", content);
        _folder.Write("secret/c/1.png", PngFile.Plain(8, 8, 9, 9, 9));
        File.CreateSymbolicLink(_folder.File("data/set/a/link.png"), _folder.File("secret/c/1.png"));
        Directory.CreateSymbolicLink(_folder.File("data/set/c"), _folder.File("secret/c"));
        using (var mkfifo = System.Diagnostics.Process.Start("mkfifo", [_folder.File("data/set/b/pipe.png")]))
            mkfifo.WaitForExit();

        using var dataset = Open("set");

        dataset.ClassNames.ShouldBe(["a", "b"]);
        (dataset.Train.Count + dataset.Test.Count).ShouldBe(20);
        _log.ShouldContain("Left out b/pipe.png: the file is empty.");
    }

    [Fact]
    public void Preparation_can_be_cancelled()
    {
        _folder.Write("data/set.zip", ZipFile.Create(Files(("a", 1, 2, 3), ("b", 4, 5, 6))));

        Should.Throw<OperationCanceledException>(() =>
            new ImageFolderDataset().Open(Options("set.zip"), Environment(), _log.Add, new CancellationToken(canceled: true)));

        Directory.GetFiles(_folder.File("cache")).ShouldAllBe(file => file.EndsWith(".lock"));
    }

    /// <summary>Ten images of one colour in each class.</summary>
    private static (string Name, byte[] Content)[] Files(params (string Class, byte R, byte G, byte B)[] classes) =>
        [.. classes.SelectMany(c => Enumerable.Range(0, 10).Select(i => ($"{c.Class}/{i}.png", PngFile.Plain(20 + i, 24, c.R, c.G, c.B))))];

    private ImageDataset Open(string name, params (string Name, JsonNode Value)[] options) =>
        new ImageFolderDataset().Open(Options(name, options), Environment(), _log.Add, default);

    private JsonObject Options(string name, params (string Name, JsonNode Value)[] options)
    {
        var values = new JsonObject { ["path"] = _folder.File($"data/{name}"), ["imageSize"] = 16 };
        foreach (var (key, value) in options)
            values[key] = value.DeepClone();
        return values;
    }

    private TrainingEnvironment Environment()
    {
        Directory.CreateDirectory(_folder.File("data"));
        return new(_folder.File("cache"), [_folder.File("data")], 2);
    }

    private string Refusal(string name, string field, params (string Name, JsonNode Value)[] options)
    {
        var error = Should.Throw<TrainingInputException>(() => Open(name, options));
        error.Field.ShouldBe(field);
        return error.Message;
    }
}
