using Mantissa.Catalogue;
using Mantissa.Training.Catalogue;
using Mantissa.Training.Datasets;

namespace Mantissa.Training.Tests.Datasets;

/// <summary>What every discovered dataset has to get right.</summary>
public sealed class DatasetSourceTests
{
    private static readonly TrainingEnvironment Environment = new("/nowhere", ["/data/sets"], 1);

    private static string[] All => [.. Registry.All<DatasetSource>().Select(source => source.Entry(Environment).Name)];

    public static TheoryData<string> Names => [.. All];

    [Fact]
    public void All_datasets_are_found() =>
        All.ShouldBe(
            ["cifar10", "cifar100", "fashion-mnist", "image-folder", "lsun", "mnist", "rooms", "shapes", "upload"], ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Names))]
    public void An_entry_describes_itself_and_names_its_size(string name)
    {
        var entry = Registry.All<DatasetSource>().Select(source => source.Entry(Environment)).Single(entry => entry.Name == name);

        entry.Title.ShouldNotBeNullOrWhiteSpace();
        entry.Summary.ShouldEndWith(".");
        entry.Tasks.ShouldNotBeEmpty();
        var size = entry.Parameters.Single(parameter => parameter.Name == entry.ImageSizeParameter);
        size.Unit.ShouldBe("px");
        size.Default.ShouldNotBeNull();
        foreach (var path in entry.Parameters.Where(parameter => parameter.Kind == ParameterKind.Path))
            path.Roots.ShouldBe(["/data/sets"]);
    }
}
