using Mantissa.Training.Datasets;

namespace Mantissa.Training.Tests.Datasets;

public sealed class DataPathTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _root;
    private readonly string _secret;

    public DataPathTests()
    {
        _root = _folder.File("root");
        _secret = Path.GetDirectoryName(_folder.Write("secret/images/a.png", [1]))!;
        _folder.Write("root/set/a.png", [1]);
        // A folder whose name merely starts like the root's.
        _folder.Write("root-but-not-really/a.png", [1]);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_path_inside_a_root_is_taken()
    {
        Resolve($"{_root}/set").ShouldBe($"{_root}/set");
        Resolve($"{_root}/./set/../set/").ShouldBe($"{_root}/set");
        Resolve(_root).ShouldBe(_root);
    }

    [Fact]
    public void A_link_inside_a_root_to_a_place_inside_is_taken()
    {
        File.CreateSymbolicLink($"{_root}/alias", "set");

        Resolve($"{_root}/alias").ShouldBe($"{_root}/set");
    }

    [Fact]
    public void A_root_that_is_a_link_itself_is_as_good_as_its_target()
    {
        File.CreateSymbolicLink(_folder.File("way-in"), _root);

        DataPath.Resolve(_folder.File("way-in/set"), [_folder.File("way-in")]).ShouldBe($"{_root}/set");
    }

    [Fact]
    public void Every_way_out_of_the_roots_is_refused_with_the_field_the_value_and_the_roots()
    {
        File.CreateSymbolicLink($"{_root}/out", _secret);
        File.CreateSymbolicLink($"{_root}/up", "..");
        Directory.CreateSymbolicLink($"{_root}/set/deep", $"{_root}/out");
        string[] escapes =
        [
            _secret, "/etc", "/", $"{_root}/..", $"{_root}/../secret/images", $"{_root}/out", $"{_root}/up/secret/images", $"{_root}/set/deep",
            // The operating system follows the link before it goes up.
            $"{_root}/out/../images", $"{_root}-but-not-really", $"{_root}/../does-not-exist",
        ];
        foreach (var path in escapes)
        {
            var error = Should.Throw<TrainingInputException>(() => Resolve(path), path);
            error.Field.ShouldBe("datasetOptions.path");
            error.Message.ShouldBe($"'{path}' is outside the folders that this worker may read. Allowed: {_root}.");
        }
    }

    [Theory]
    [InlineData(null, "A folder or zip file with images is needed. Allowed: ")]
    [InlineData("", "A folder or zip file with images is needed. Allowed: ")]
    [InlineData("set", "'set' is not an absolute path on the worker. Allowed: ")]
    [InlineData("../secret", "'../secret' is not an absolute path on the worker. Allowed: ")]
    public void A_path_that_is_none_is_explained(string? path, string message)
    {
        var error = Should.Throw<TrainingInputException>(() => Resolve(path));
        error.Field.ShouldBe("datasetOptions.path");
        error.Message.ShouldBe($"{message}{_root}.");
    }

    [Fact]
    public void What_is_missing_is_called_missing_only_inside_a_root() =>
        Should.Throw<TrainingInputException>(() => Resolve($"{_root}/nothing")).Message
            .ShouldBe($"'{_root}/nothing' does not exist on the worker. Allowed: {_root}.");

    [Fact]
    public void A_circle_of_links_ends()
    {
        File.CreateSymbolicLink($"{_root}/a", "b");
        File.CreateSymbolicLink($"{_root}/b", "a");

        Should.Throw<TrainingInputException>(() => Resolve($"{_root}/a")).Message
            .ShouldBe($"'{_root}/a' cannot be followed: too many symbolic links");
    }

    [Fact]
    public void Without_roots_nothing_is_allowed() =>
        Should.Throw<TrainingInputException>(() => DataPath.Resolve(_root, [])).Message
            .ShouldEndWith("This worker may read no folder; start it with MANTISSA_DATA_ROOTS.");

    private string Resolve(string? path) => DataPath.Resolve(path, [_root]);
}
