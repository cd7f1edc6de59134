using Mantissa.Training.Datasets.ImageFolder;

namespace Mantissa.Training.Tests.Datasets.ImageFolder;

public class ImageLayoutTests
{
    private static readonly ImageFolderOptions Options = new() { Path = "/data/x.zip" };

    [Fact]
    public void Train_and_test_folders_are_taken_as_given()
    {
        string[] names = ["test/cat/9.png", "test/dog/8.png", "train/cat/1.png", "train/cat/2.png", "train/dog/1.png"];

        var layout = Read(names);

        layout.ClassNames.ShouldBe(["cat", "dog"]);
        Named(layout.Train, names).ShouldBe(["train/cat/1.png=0", "train/cat/2.png=0", "train/dog/1.png=1"]);
        Named(layout.Test, names).ShouldBe(["test/cat/9.png=0", "test/dog/8.png=1"]);
    }

    [Theory]
    [InlineData("val")]
    [InlineData("valid")]
    [InlineData("validation")]
    public void A_validation_folder_serves_when_there_is_no_test_folder(string folder)
    {
        string[] names = ["train/cat/1.png", "train/dog/1.png", $"{folder}/cat/1.png"];

        Named(Read(names).Test, names).ShouldBe([$"{folder}/cat/1.png=0"]);
    }

    [Fact]
    public void Folders_around_everything_name_no_class()
    {
        Read(["pets/data/train/cat/1.png", "pets/data/train/dog/1.png", "pets/data/test/dog/1.png"]).ClassNames.ShouldBe(["cat", "dog"]);
        Read(["pets/cat/1.png", "pets/cat/2.png", "pets/dog/1.png", "pets/dog/2.png"]).ClassNames.ShouldBe(["cat", "dog"]);
    }

    [Fact]
    public void Without_a_test_folder_each_class_is_split_by_the_fraction()
    {
        var names = Names(("cat", 50), ("dog", 20), ("owl", 1));

        var layout = Read(names, Options with { TestFraction = 0.2 });

        layout.Test.Count(i => i.Label == 0).ShouldBe(10);
        layout.Test.Count(i => i.Label == 1).ShouldBe(4);
        // The only image of a class is needed for training.
        layout.Test.Count(i => i.Label == 2).ShouldBe(0);
        layout.Train.Concat(layout.Test).Select(i => i.File).Order().ShouldBe(Enumerable.Range(0, names.Length));
        layout.Train.Concat(layout.Test).ShouldAllBe(i => names[i.File].StartsWith(layout.ClassNames[i.Label]));
    }

    [Fact]
    public void A_split_depends_on_its_seed_only()
    {
        var names = Names(("cat", 50), ("dog", 50));

        Read(names).Test.ShouldBe(Read(names).Test);
        Read(names).Test.ShouldNotBe(Read(names, Options with { SplitSeed = 2 }).Test);
        // An image more in one class leaves the other class's split as it is.
        var more = Read([.. names, "dog/99.png"]);
        Named(more.Test, [.. names, "dog/99.png"]).Where(n => n.StartsWith("cat"))
            .ShouldBe(Named(Read(names).Test, names).Where(n => n.StartsWith("cat")));
    }

    [Fact]
    public void Classes_are_mixed_so_that_the_first_images_are_a_fair_sample() =>
        Read(Names(("cat", 500), ("dog", 500))).Train.Take(100).Count(i => i.Label == 0).ShouldBeInRange(30, 70);

    [Fact]
    public void Images_without_class_folders_are_one_class() =>
        Read(["1.png", "2.png", "3.png"]).ClassNames.ShouldBe(["images"]);

    [Fact]
    public void Each_problem_is_told_with_the_folder_it_is_about()
    {
        Refusal([]).ShouldBe("There are no JPEG or PNG files in '/data/x.zip'.");
        Refusal(["a/1.png", "b/1.png"], ["c"]).ShouldBe("'c' in '/data/x.zip' has no images. Add some or remove the folder.");
        Refusal(["train/a/1.png", "train/b/1.png", "test/a/1.png"], ["test/b", "train/c"])
            .ShouldBe("'test/b', 'train/c' in '/data/x.zip' have no images. Add some or remove the folder.");
        Refusal(["train/a/1.png", "train/b/1.png", "test/c/1.png"]).ShouldBe("'c' in '/data/x.zip' is a class of 'test' but not of 'train'.");
        Refusal(["train/a/1.png", "train/1.png", "test/a/1.png"])
            .ShouldBe("'train/1.png' in '/data/x.zip' is in no class folder; images belong into train/<class> and test/<class>.");
        Refusal(["a/1.png", "b/1.png", "2.png"]).ShouldBe("'2.png' in '/data/x.zip' is in no class folder, but other images are.");
        Refusal(["a/1.png", "b/1.png"]).ShouldBe("'/data/x.zip' has one image per class; some are needed for testing.");
    }

    private static ImageLayout Read(string[] names, ImageFolderOptions? options = null) => ImageLayout.Read(names, [], options ?? Options);

    private static string Refusal(string[] names, string[]? emptyFolders = null)
    {
        var error = Should.Throw<TrainingInputException>(() => ImageLayout.Read(names, emptyFolders ?? [], Options));
        error.Field.ShouldBe("datasetOptions.path");
        return error.Message;
    }

    private static string[] Names(params (string Class, int Count)[] classes) =>
        [.. classes.SelectMany(c => Enumerable.Range(0, c.Count).Select(i => $"{c.Class}/{i:00}.png"))];

    private static IEnumerable<string> Named(IEnumerable<(int File, int Label)> items, string[] names) =>
        items.Select(item => $"{names[item.File]}={item.Label}").Order(StringComparer.Ordinal);
}
