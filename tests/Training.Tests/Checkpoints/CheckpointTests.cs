using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Training.Checkpoints;

namespace Mantissa.Training.Tests.Checkpoints;

public sealed class CheckpointTests : IClassFixture<CheckpointTests.Trained>
{
    private readonly Trained _trained;

    public CheckpointTests(Trained trained) => _trained = trained;

    /// <summary>One short run, whose checkpoint the tests then damage.</summary>
    public sealed class Trained : IDisposable
    {
        public Trained() => Content = Fixture.Train(Specification).Checkpoints[0].Content;

        public TrainingFixture Fixture { get; } = new();

        public RunSpecification Specification { get; } =
            TrainingFixture.Classifier(training: new JsonObject { ["steps"] = 2, ["checkpointEvery"] = 1 });

        public ReadOnlyMemory<byte> Content { get; }

        public void Dispose() => Fixture.Dispose();
    }

    [Fact]
    public void Other_tools_find_the_weights_by_their_names()
    {
        var file = SafeTensorsReader.Read(_trained.Content);
        file.Find("conv1.weight")!.Shape.ShouldBe([16L, 3, 3, 3]);
        file.Find("bn1.running_mean")!.Shape.ShouldBe([16L]);
        file.Find("fc.weight")!.Shape.ShouldBe([10L, 64]);
        file.Find("fc.weight.momentum")!.Shape.ShouldBe([10L, 64]);
        file.Metadata["format"].ShouldBe("pt");
    }

    [Fact]
    public void The_header_says_where_the_run_was()
    {
        var header = JsonNode.Parse(SafeTensorsReader.Read(_trained.Content).Metadata[CheckpointHeader.Key])!;
        header["step"]!.GetValue<long>().ShouldBe(1);
        header["epoch"]!.GetValue<double>().ShouldBe(1 / 8.0);
        header["state"]!["cursor"]!["index"]!.GetValue<int>().ShouldBe(1);
        header["weights"]!.AsArray().Select(name => name!.GetValue<string>()).ShouldContain("fc.weight");
        header["weights"]!.AsArray().Select(name => name!.GetValue<string>()).ShouldNotContain("fc.weight.momentum");
    }

    [Fact]
    public void Names_tags_and_notes_do_not_matter() => _trained.Fixture
        .Train(_trained.Specification with { Name = "other", Notes = "n", Tags = new Dictionary<string, string> { ["a"] = "b" } }, _trained.Content)
        .Checkpoints[^1].Step.ShouldBe(2);

    [Fact]
    public void Another_seed_is_refused() =>
        Refused(_trained.Content, _trained.Specification with { Seed = 6 }).ShouldContain("other options, another format, dataset or seed");

    [Fact]
    public void Another_model_is_refused() =>
        Refused(_trained.Content, TrainingFixture.Gan()).ShouldContain("of the model 'resnet', and this run trains 'wgan'");

    [Fact]
    public void Another_version_is_refused() =>
        Refused(Changed(header => header["version"] = 3)).ShouldContain("version 3, and this program reads version 2");

    [Fact]
    public void Other_images_are_refused() =>
        Refused(Changed(header => header["dataset"] = "0000")).ShouldContain("images of the dataset have changed");

    [Theory]
    [InlineData("metrics")]
    [InlineData("format")]
    [InlineData("cursor")]
    [InlineData("best")]
    public void A_missing_part_is_named(string part) =>
        Refused(Changed(header => header["state"]!.AsObject().Remove(part))).ShouldContain($"no state of the part '{part}'");

    [Fact]
    public void A_cursor_outside_the_epoch_is_refused() =>
        Refused(Changed(header => header["state"]!["cursor"]!["index"] = 8)).ShouldContain("state of the part 'cursor' cannot be read");

    [Fact]
    public void A_state_that_is_not_what_it_should_be_is_refused() =>
        Refused(Changed(header => header["step"] = "one")).ShouldContain("cannot be read");

    [Fact]
    public void Weights_without_the_state_of_a_run_are_refused() =>
        Refused(Rewritten((_, metadata) => metadata.Remove(CheckpointHeader.Key))).ShouldContain("exported weights cannot be continued from");

    [Fact]
    public void A_tensor_that_the_model_lacks_is_named() =>
        Refused(Rewritten((tensors, _) => tensors.Add(new SafeTensor("ghost", ElementType.F32, [1], new byte[4])))).ShouldContain("'ghost'");

    [Fact]
    public void A_missing_tensor_is_named() =>
        Refused(Rewritten((tensors, _) => tensors.RemoveAll(tensor => tensor.Name == "fc.bias"))).ShouldContain("no tensor 'fc.bias'");

    [Fact]
    public void A_tensor_of_another_shape_is_named() => Refused(Rewritten((tensors, _) =>
    {
        var index = tensors.FindIndex(tensor => tensor.Name == "fc.bias");
        tensors[index] = tensors[index] with { Shape = [5, 2] };
    })).ShouldContain("'fc.bias' is F32 [5, 2], and the model's is F32 [10]");

    [Fact]
    public void A_file_cut_in_the_middle_is_refused() =>
        Refused(_trained.Content[..(_trained.Content.Length / 2)]).ShouldContain("cannot be used");

    private string Refused(ReadOnlyMemory<byte> content, RunSpecification? specification = null)
    {
        var exception = Should.Throw<TrainingInputException>(() => _trained.Fixture.Train(specification ?? _trained.Specification, content));
        exception.Field.ShouldBe("checkpoint");
        exception.Message.ShouldEndWith("Choose another one, or submit the run anew without it.");
        return exception.Message;
    }

    private ReadOnlyMemory<byte> Changed(Action<JsonNode> change) => Rewritten((_, metadata) =>
    {
        var header = JsonNode.Parse(metadata[CheckpointHeader.Key])!;
        change(header);
        metadata[CheckpointHeader.Key] = header.ToJsonString();
    });

    private ReadOnlyMemory<byte> Rewritten(Action<List<SafeTensor>, Dictionary<string, string>> change)
    {
        var file = SafeTensorsReader.Read(_trained.Content);
        var (tensors, metadata) = (file.Tensors.ToList(), file.Metadata.ToDictionary());
        change(tensors, metadata);
        var writer = new SafeTensorsWriter();
        foreach (var tensor in tensors)
            writer.Add(tensor.Name, tensor.Type, [.. tensor.Shape], target => tensor.Data.Span.CopyTo(target));
        return writer.Write(metadata);
    }
}
