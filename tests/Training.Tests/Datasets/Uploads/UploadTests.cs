using System.Text.Json.Nodes;
using Mantissa.Training.Datasets;
using Mantissa.Training.Datasets.Uploads;
using Mantissa.Training.Tests.Datasets.Cifar;
using Mantissa.Training.Tests.Datasets.ImageFolder;
using Mantissa.Training.Tests.Datasets.Mnist;
using Mantissa.Training.Tests.Imaging;

namespace Mantissa.Training.Tests.Datasets.Uploads;

public sealed class UploadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_zip_of_image_folders_reports_classes_sides_broken_files_and_a_preview()
    {
        var files = Enumerable.Range(0, 10).Select(i => ($"set/red/{i}.png", PngFile.Plain(20 + i, 40, (byte)(150 + i), 0, 0)))
            .Concat(Enumerable.Range(0, 5).Select(i => ($"set/blue/{i}.png", PngFile.Plain(64, 48, 0, 0, (byte)(150 + i)))))
            .Append(("set/blue/broken.png", PngFile.Plain(9, 9, 1, 2, 3)[..40]));
        Upload("set.zip", ZipFile.Create(files));

        var report = Inspect();

        report.Kind.ShouldBe(UploadKind.ImageFolder);
        report.Channels.ShouldBe(3);
        report.Sides.ShouldBe(new SourceSides(20, 64));
        report.Classes.Select(c => (c.Name, c.Train + c.Test)).ShouldBe([("blue", 5), ("red", 10)]);
        report.Broken.ShouldHaveSingleItem().ShouldStartWith("set/blue/broken.png: broken PNG");
        // Twelve training images of 32 px at most in a row of fifteen, two pixels apart.
        var shown = report.Classes.Sum(c => c.Train);
        (report.Preview.Width, report.Preview.Height).ShouldBe(((shown * 34) - 2, 32));
    }

    [Theory]
    [InlineData("zip")]
    [InlineData("tar.gz")]
    public void Cifar_batches_are_told_by_their_names_in_the_archive(string container)
    {
        Upload($"anything.{container}", container == "zip" ? ZipFile.Create(CifarBytes.SmallSet) : CifarBytes.TarGz(CifarBytes.SmallSet));

        var report = Inspect();

        (report.Kind, report.Channels, report.Sides).ShouldBe((UploadKind.Cifar10, 3, new SourceSides(32, 32)));
        report.Classes.Select(c => c.Train).ShouldBe([1, 1, 0, 1, 0, 0, 0, 0, 0, 1]);
        report.Classes.Select(c => c.Test).ShouldBe([0, 0, 0, 0, 0, 1, 0, 0, 0, 0]);
    }

    [Fact]
    public void An_idx_pair_has_the_classes_that_occur()
    {
        Upload("pictures.bin", IdxBytes.Images(20, 12));
        Upload("numbers.bin", IdxBytes.Gzip(IdxBytes.Labels([.. Enumerable.Range(0, 20).Select(i => (byte)(i % 2 == 0 ? 7 : 42))])));

        var report = Inspect();

        (report.Kind, report.Channels, report.Sides).ShouldBe((UploadKind.Idx, 1, new SourceSides(12, 12)));
        report.Classes.ShouldBe([new("7", 8, 2), new("42", 8, 2)]);
    }

    [Fact]
    public void A_run_sees_what_was_inspected()
    {
        Upload("pictures.bin", IdxBytes.Images(20, 12));
        Upload("numbers.bin", IdxBytes.Labels([.. Enumerable.Range(0, 20).Select(i => (byte)(i % 2))]));
        var report = Inspect();

        using var dataset = Open(new JsonObject { ["set"] = UploadFolder.Set.ToString(), ["imageSize"] = 64, ["fit"] = "resize" });

        (dataset.Channels, dataset.ImageSize, dataset.Train.Count).ShouldBe((1, 64, report.Classes.Sum(c => c.Train)));
    }

    [Fact]
    public void Test_labels_that_training_does_not_have_are_an_error()
    {
        Upload("a-images", IdxBytes.Images(4, 6));
        Upload("a-labels", IdxBytes.Labels(1, 2, 1, 2));
        Upload("test-images", IdxBytes.Images(2, 6));
        Upload("test-labels", IdxBytes.Labels(1, 3));

        ShouldReject("'test-labels' has the label 3 at byte 9, which is no class: training has 1, 2.");
    }

    [Fact]
    public void A_text_file_is_refused_with_what_is_accepted()
    {
        Upload("notes.txt", [.. "no dataset at all"u8]);

        ShouldReject("'notes.txt' is neither a zip, nor a tar.gz, nor an IDX file. Accepted are");
    }

    [Fact]
    public void A_zip_without_images_is_refused_by_its_name_without_the_workers_folders()
    {
        Upload("set.zip", ZipFile.Create([("readme.txt", [1])]));

        ShouldReject("There are no JPEG or PNG files in 'my set'.").ShouldNotContain(_folder.Path);
    }

    [Fact]
    public void A_zip_that_is_cut_off_is_refused_without_the_workers_folders()
    {
        var whole = ZipFile.Create([("a/1.png", PngFile.Plain(9, 9, 1, 2, 3))]);
        Upload("set.zip", whole[..^30]);

        ShouldReject("'set.zip' cannot be used: it is not a zip file, or it is cut off.").ShouldNotContain(_folder.Path);
    }

    [Fact]
    public void A_tar_of_something_else_is_refused()
    {
        Upload("set.tar.gz", CifarBytes.TarGz([("x.txt", [1, 2, 3])]));

        ShouldReject("'set.tar.gz' is a tar.gz without CIFAR's batches");
    }

    [Fact]
    public void Two_files_that_are_no_pair_are_refused()
    {
        Upload("a.zip", ZipFile.Create([("a/1.png", [1])]));
        Upload("b.zip", ZipFile.Create([("a/1.png", [1])]));

        ShouldReject("Several files are a set only when they are IDX files");
    }

    [Theory]
    [InlineData("\"seven\"", "is not the id of an uploaded set")]
    [InlineData("\"01a20153-0000-7000-8000-00000000000f\"", "There is no uploaded set")]
    public void A_run_that_names_no_set_is_told_so(string set, string words)
    {
        var error = Should.Throw<TrainingInputException>(() => Open(new JsonObject { ["set"] = JsonNode.Parse(set) }));

        error.Field.ShouldBe("datasetOptions.set");
        error.Message.ShouldContain(words);
    }

    private string ShouldReject(string words)
    {
        var error = Should.Throw<TrainingInputException>(() => Inspect());
        error.Message.ShouldContain(words);
        return error.Message;
    }

    private void Upload(string name, byte[] content) => _folder.Write($"upload/{name}", content);

    private TrainingEnvironment Environment()
    {
        var folder = Directory.CreateDirectory(_folder.File("upload")).FullName;
        return new(_folder.File("cache"), [], 2) { Uploads = new UploadFolder(folder) };
    }

    private UploadReport Inspect()
    {
        var environment = Environment();
        return UploadInspection.Inspect(environment.Uploads!.Open(UploadFolder.Set, _ => { }, default), environment, _ => { }, default);
    }

    private ImageDataset Open(JsonObject options) => new UploadDataset().Open(options, Environment(), _ => { }, default);
}
