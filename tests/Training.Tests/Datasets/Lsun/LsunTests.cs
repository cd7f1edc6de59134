using System.Text.Json.Nodes;
using Mantissa.Training.Datasets.Lsun;
using Mantissa.Training.Tests.Imaging;

namespace Mantissa.Training.Tests.Datasets.Lsun;

public sealed class LsunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Folders_of_an_export_are_no_classes()
    {
        // As the export tool spreads its files.
        for (var i = 0; i < 40; i++)
            _folder.Write($"data/bedroom/{i % 3}/{i % 5}/{i}.png", PngFile.Plain(80, 64, (byte)i, 0, 0));

        using var dataset = new LsunDataset().Open(
            new JsonObject { ["path"] = _folder.File("data/bedroom"), ["testFraction"] = 0.1 },
            new TrainingEnvironment(_folder.File("cache"), [_folder.File("data")], 2), _ => { }, default);

        dataset.ClassNames.ShouldBe(["images"]);
        (dataset.ImageSize, dataset.Train.Count, dataset.Test.Count).ShouldBe((64, 36, 4));
        Should.Throw<TrainingInputException>(dataset.RequireClasses).Message.ShouldContain("one class only");
    }

    [Fact]
    public void Without_a_path_it_asks_for_one()
    {
        var error = Should.Throw<TrainingInputException>(() =>
            new LsunDataset().Open([], new TrainingEnvironment(_folder.Path, [], 1), _ => { }, default));

        error.Field.ShouldBe("datasetOptions.path");
    }
}
