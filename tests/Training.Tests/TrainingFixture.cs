using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Training.Catalogue;
using Mantissa.Training.Models;

namespace Mantissa.Training.Tests;

/// <summary>A cache folder for one test class, and small runs to train in it.</summary>
public sealed class TrainingFixture : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mantissa-training-");

    public TrainingEnvironment Environment => new(_folder.FullName, [], 2);

    /// <summary>ResNet-8 on 256 drawn images: some 20 ms a step.</summary>
    public static RunSpecification Classifier(string format = "fp32", JsonObject? training = null) => new()
    {
        Model = "resnet",
        ModelOptions = new JsonObject { ["depth"] = 8 },
        Format = format,
        Dataset = "shapes",
        DatasetOptions = new JsonObject { ["trainImages"] = 256, ["testImages"] = 100 },
        Training = Merged(new JsonObject { ["steps"] = 10, ["batch"] = 32, ["recordEvery"] = 1 }, training),
        Seed = 5,
    };

    /// <summary>A W-GAN with 4 features on the same images.</summary>
    public static RunSpecification Gan(string format = "fp32", JsonObject? training = null) => new()
    {
        Model = "wgan",
        ModelOptions = new JsonObject { ["features"] = 4, ["noiseDimension"] = 16 },
        Format = format,
        Dataset = "shapes",
        DatasetOptions = new JsonObject { ["trainImages"] = 256, ["testImages"] = 100 },
        Training = Merged(
            new JsonObject
            {
                ["steps"] = 6,
                ["batch"] = 16,
                ["recordEvery"] = 1,
                ["criticSteps"] = 2,
                ["boostedSteps"] = 1,
                ["boostedCriticSteps"] = 4,
                ["swdImages"] = 16,
                ["featureImages"] = 32,
            },
            training),
        Seed = 5,
    };

    /// <summary>
    /// Names of small runs: one of every registered model, and of every variant of one that takes another way through the code.
    /// </summary>
    public static IReadOnlyList<string> RunNames { get; } =
        [.. Registry.All<ModelDefinition>().Select(model => model.Entry.Name), "resnet:preActivation", "wgan:gradientPenalty"];

    public static TheoryData<string> Runs => [.. RunNames];

    /// <param name="run">One of <see cref="RunNames"/>.</param>
    /// <param name="format">Name of a number format; after a colon, its datapath.</param>
    /// <param name="training">Replaces training options.</param>
    public static RunSpecification Small(string run, string format, JsonObject? training = null)
    {
        var (model, variant) = run.Split(':') is [var name, var rest] ? (name, rest) : (run, "");
        var (number, formatOptions) = format.Split(':') is [var formatName, var datapath]
            ? (formatName, new JsonObject { ["datapath"] = datapath }) : (format, new JsonObject());
        var entry = Registry.All<ModelDefinition>().Single(definition => definition.Entry.Name == model).Entry;
        var options = (model, variant) switch
        {
            ("alexnet", _) => new JsonObject { ["width"] = 0.0625 },
            ("resnet", "preActivation") => new JsonObject { ["variant"] = variant, ["depth"] = 11 },
            ("resnet", _) => new JsonObject { ["depth"] = 8 },
            ("wgan", "gradientPenalty") => new JsonObject { ["features"] = 4, ["noiseDimension"] = 16, ["constraint"] = variant },
            (_, _) when entry.Task == LearningTask.Generation => new JsonObject { ["features"] = 4, ["noiseDimension"] = 16 },
            _ => [],
        };
        var specification = entry.Task == LearningTask.Classification ? Classifier(number, training) : Gan(number, null);
        if (entry.Trainer == "dcgan")
            foreach (var only in new[] { "criticSteps", "boostedSteps", "boostedCriticSteps" })
                specification.Training.Remove(only);
        return specification with { Model = model, ModelOptions = options, FormatOptions = formatOptions, Training = Merged(specification.Training, training) };
    }

    public RecordingObserver Train(
        RunSpecification specification, ReadOnlyMemory<byte>? resumeFrom = null, ReadOnlyMemory<byte>? startFrom = null)
    {
        var observer = new RecordingObserver();
        TrainingSession.Run(specification, Environment, observer, resumeFrom, startFrom, CancellationToken.None);
        return observer;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static JsonObject Merged(JsonObject values, JsonObject? others)
    {
        foreach (var (name, value) in others ?? [])
            values[name] = value?.DeepClone();
        return values;
    }
}
