using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Training.Checkpoints;

namespace Mantissa.Training.Tests.Checkpoints;

/// <summary>A run that starts from another's checkpoint takes its weights, and nothing else.</summary>
public sealed class StartFromTests(TrainingFixture fixture) : IClassFixture<TrainingFixture>
{
    private static readonly Guid Id = Guid.Parse("0192f0c1-2b3c-7000-8000-000000000001");

    /// <summary>A learning rate of zero leaves weights as they were, so the first checkpoint shows those that the run began with.</summary>
    private static RunSpecification Frozen(string model, string format, JsonObject? training = null)
    {
        var values = training ?? [];
        (values["steps"], values["learningRate"]) = (1, 0);
        if (model == "wgan")
            values["clip"] = 10;
        return TrainingFixture.Small(model, format, values) with { StartFrom = Id, Seed = 77 };
    }

    [Theory]
    [InlineData("resnet")]
    [InlineData("wgan")]
    public void Its_first_weights_are_the_last_of_the_other(string model)
    {
        var other = fixture.Train(TrainingFixture.Small(model, "fp32", new JsonObject { ["steps"] = 2 })).Checkpoints[^1];
        var observer = fixture.Train(Frozen(model, "fp32"), startFrom: other.Content);
        var (before, after) = (SafeTensorsReader.Read(other.Content), SafeTensorsReader.Read(observer.Checkpoints[^1].Content));
        var learnt = CheckpointHeader.Of(before).Weights.Where(name => name.EndsWith(".weight", StringComparison.Ordinal)).ToList();
        learnt.Count.ShouldBeGreaterThan(4);
        foreach (var name in learnt)
            after.Find(name)!.Data.Span.SequenceEqual(before.Find(name)!.Data.Span).ShouldBeTrue(name);
        observer.Events.ShouldContain(("started-from", $"Starts from the weights of checkpoint {Id}: step 2, epoch {(model == "resnet" ? "0.25" : "0.38")}."));
    }

    [Fact]
    public void The_optimizer_starts_anew()
    {
        var other = fixture.Train(TrainingFixture.Classifier(training: new JsonObject { ["steps"] = 2 })).Checkpoints[^1];
        var specification = TrainingFixture.Classifier(training: new JsonObject { ["steps"] = 1, ["momentum"] = 0.9, ["weightDecay"] = 0 }) with { StartFrom = Id };
        var after = SafeTensorsReader.Read(fixture.Train(specification, startFrom: other.Content).Checkpoints[^1].Content);
        var weight = Values(after, "fc.weight").Zip(Values(SafeTensorsReader.Read(other.Content), "fc.weight"), (now, then) => now - then);
        // With no velocity to begin with, the first update is the gradient, which is what the velocity then holds.
        foreach (var (change, velocity) in weight.Zip(Values(after, "fc.weight.momentum")))
            change.ShouldBe(-0.1f * velocity, 1e-6f);
    }

    [Fact]
    public void Another_format_rounds_the_weights_to_what_it_holds()
    {
        var other = fixture.Train(TrainingFixture.Classifier(training: new JsonObject { ["steps"] = 2 })).Checkpoints[^1];
        var after = SafeTensorsReader.Read(fixture.Train(Frozen("resnet", "flex16+5"), startFrom: other.Content).Checkpoints[^1].Content);
        var (stored, given) = (Values(after, "fc.weight"), Values(SafeTensorsReader.Read(other.Content), "fc.weight"));
        stored.ShouldNotBe(given);
        var largest = given.Max(Math.Abs);
        foreach (var (value, exact) in stored.Zip(given))
            value.ShouldBe(exact, largest / 4096);
    }

    [Fact]
    public void Resumed_it_ends_as_if_it_had_not_been_interrupted()
    {
        var other = fixture.Train(TrainingFixture.Classifier(training: new JsonObject { ["steps"] = 2 })).Checkpoints[^1];
        var specification = TrainingFixture.Classifier("flex16+5", new JsonObject { ["steps"] = 4, ["checkpointEvery"] = 1 }) with { StartFrom = Id };
        var whole = fixture.Train(specification, startFrom: other.Content);
        var resumed = fixture.Train(specification, whole.Checkpoints[1].Content);
        resumed.Checkpoints[^1].Content.Span.SequenceEqual(whole.Checkpoints[^1].Content.Span).ShouldBeTrue();
        resumed.Events.ShouldNotContain(entry => entry.Kind == "started-from");
    }

    [Fact]
    public void What_cannot_be_used_is_refused_with_the_field()
    {
        var other = fixture.Train(TrainingFixture.Classifier(training: new JsonObject { ["steps"] = 1 })).Checkpoints[^1].Content;
        Refused(other, Frozen("wgan", "fp32")).ShouldContain("of the model 'resnet', and this run trains 'wgan'");
        Refused(other[..^1], Frozen("resnet", "fp32")).ShouldContain("'fc.bias.momentum' lies at");
        Refused(other, Frozen("resnet", "fp32") with { ModelOptions = new JsonObject { ["depth"] = 14 } }).ShouldContain("no tensor 'stage");
        Refused(null, Frozen("resnet", "fp32")).ShouldContain("was not given");
    }

    [Fact]
    public void A_smaller_network_does_not_silently_take_a_part()
    {
        var other = fixture.Train(TrainingFixture.Classifier(training: new JsonObject { ["steps"] = 1 }) with { ModelOptions = new JsonObject { ["depth"] = 14 } });
        Refused(other.Checkpoints[^1].Content, Frozen("resnet", "fp32")).ShouldContain("that this model does not");
    }

    private string Refused(ReadOnlyMemory<byte>? content, RunSpecification specification)
    {
        var exception = Should.Throw<TrainingInputException>(() => fixture.Train(specification, startFrom: content));
        exception.Field.ShouldBe("startFrom");
        return exception.Message;
    }

    private static float[] Values(SafeTensorsFile file, string name) => MemoryMarshal.Cast<byte, float>(file.Find(name)!.Data.Span).ToArray();
}
