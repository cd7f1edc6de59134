using System.Text.Json.Nodes;
using Mantissa.Training.Catalogue;
using Mantissa.Training.Datasets;

namespace Mantissa.Training.Tests.Datasets;

/// <summary>What holds for every dataset that the program draws itself.</summary>
public sealed class ProceduralDatasetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, int> Sets => new() { { "shapes", 32 }, { "shapes", 64 }, { "rooms", 32 }, { "rooms", 64 } };

    [Theory]
    [MemberData(nameof(Sets))]
    public void A_set_has_the_size_asked_for_and_balanced_classes(string name, int size)
    {
        using var dataset = Open(name, size);

        (dataset.ImageSize, dataset.Channels, dataset.Train.Count, dataset.Test.Count).ShouldBe((size, 3, 120, 100));
        for (var label = 0; label < dataset.ClassCount; label++)
            dataset.Train.Labels.Count(label).ShouldBe(120 / dataset.ClassCount);
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void One_thread_draws_what_many_draw(string name, int size)
    {
        using var one = Open(name, size, threads: 1);
        Directory.Delete(_folder.File("cache"), recursive: true);
        using var many = Open(name, size, threads: 4);

        many.Hash.ShouldBe(one.Hash);
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Another_seed_draws_other_images_and_more_images_begin_with_the_same(string name, int size)
    {
        using var set = Open(name, size);
        using var other = Open(name, size, seed: 2);
        using var more = Open(name, size, train: 150);

        other.Train.Image(0).SequenceEqual(set.Train.Image(0)).ShouldBeFalse();
        for (var i = 0; i < 120; i++)
            more.Train.Image(i).SequenceEqual(set.Train.Image(i)).ShouldBeTrue();
        more.Test.Image(99).SequenceEqual(set.Test.Image(99)).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Images_differ_and_use_their_range(string name, int size)
    {
        using var dataset = Open(name, size);

        Enumerable.Range(0, 120).Select(i => Convert.ToHexString(dataset.Train.Image(i))).Concat(
            Enumerable.Range(0, 100).Select(i => Convert.ToHexString(dataset.Test.Image(i)))).ShouldBeUnique();
        dataset.Colours.Mean.ShouldAllBe(mean => mean > 0.3f && mean < 0.7f);
        dataset.Colours.Deviation.ShouldAllBe(deviation => deviation > 0.12f && deviation < 0.35f);
        for (var i = 0; i < 120; i++)
        {
            var image = dataset.Train.Image(i).ToArray();
            (image.Max() - image.Min()).ShouldBeGreaterThan(60, $"image {i} shows nothing");
        }
    }

    [Theory]
    [InlineData("imageSize", 48, "datasetOptions.imageSize")]
    [InlineData("imageSize", 128, "datasetOptions.imageSize")]
    [InlineData("trainImages", 0, "datasetOptions.trainImages")]
    [InlineData("trainImages", 2_000_000, "datasetOptions.trainImages")]
    [InlineData("testImages", 5, "datasetOptions.testImages")]
    [InlineData("colours", 5, "datasetOptions.colours")]
    public void Options_out_of_range_are_errors_by_field(string option, int value, string field)
    {
        foreach (var source in new[] { Source("shapes"), Source("rooms") })
        {
            Should.Throw<TrainingInputException>(() => source.Open(new JsonObject { [option] = value }, Environment(), _ => { }, default))
                .Field.ShouldBe(field);
        }
    }

    [Fact]
    public void The_catalogue_lets_a_server_check_image_size_and_number()
    {
        foreach (var (source, size) in new[] { (Source("shapes"), 32), (Source("rooms"), 64) })
        {
            var entry = source.Entry(Environment());
            var parameter = entry.Parameters.Single(p => p.Name == entry.ImageSizeParameter);
            (parameter.Minimum, parameter.Maximum, parameter.Step).ShouldBe((32, 64, 32));
            parameter.Default!.Value.GetInt32().ShouldBe(size);
            entry.Parameters.ShouldContain(p => p.Name == entry.TrainImagesParameter);
        }
    }

    private static DatasetSource Source(string name) =>
        Registry.All<DatasetSource>().Single(s => s.Entry(new TrainingEnvironment("/", [], 1)).Name == name);

    private TrainingEnvironment Environment(int threads = 2) => new(_folder.File("cache"), [], threads);

    private ImageDataset Open(string name, int size, int train = 120, int seed = 1, int threads = 2) =>
        Source(name).Open(
            new JsonObject { ["imageSize"] = size, ["trainImages"] = train, ["testImages"] = 100, ["drawingSeed"] = seed },
            Environment(threads), _ => { }, default);
}
