using System.Globalization;
using Mantissa.Catalogue;
using Mantissa.Catalogue.Validation;
using Mantissa.Training.Accelerators;
using Mantissa.Training.Catalogue;
using Mantissa.Training.Checkpoints;
using Mantissa.Training.Datasets;
using Mantissa.Training.Formats;
using Mantissa.Training.Models;
using Mantissa.Training.Trainers;
using TorchSharp;

namespace Mantissa.Training;

/// <summary>Trains one run from its specification, start to end.</summary>
public static class TrainingSession
{
    /// <summary>
    /// Runs on the calling thread, which should be a thread of its own, until training is done. On the CPU the same specification and
    /// number of threads give the same weights, bit for bit, however often the run was interrupted and resumed.
    /// </summary>
    /// <param name="specification">What to train; values left out take the catalogue's defaults.</param>
    /// <param name="environment">What the machine offers.</param>
    /// <param name="observer">Receives curves, pictures, log lines and checkpoints.</param>
    /// <param name="resumeFrom">Content of a checkpoint of the same specification, or <see langword="null"/> to start anew.</param>
    /// <param name="startFrom">Content of the checkpoint that the specification names as its start; not needed to resume.</param>
    /// <param name="cancellationToken">Stops between two steps, or sooner where a step is long.</param>
    /// <exception cref="TrainingInputException">Specification, data or checkpoint cannot be used.</exception>
    /// <exception cref="NonFiniteLossException">The loss became NaN or infinite.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static void Run(
        RunSpecification specification,
        TrainingEnvironment environment,
        ITrainingObserver observer,
        ReadOnlyMemory<byte>? resumeFrom,
        ReadOnlyMemory<byte>? startFrom,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(specification);
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(observer);
        var run = Resolve(specification, TrainingCatalogue.Describe(environment));
        var device = Devices.Open(run.Device);
        torch.set_num_threads(environment.Threads);
        var model = Registry.All<ModelDefinition>().Single(candidate => candidate.Entry.Name == run.Model);
        var trainer = Registry.All<Trainer>().Single(candidate => candidate.Entry.Name == model.Entry.Trainer);
        using var format = OpenFormat(run);
        using var dataset = OpenDataset(run, model.Entry, environment, observer, cancellationToken);
        using var scope = torch.NewDisposeScope();
        var start = resumeFrom is null ? ReadStart(run, startFrom, observer) : null;
        trainer.Train(new TrainingContext
        {
            Specification = run,
            Model = model,
            Dataset = dataset,
            Format = format,
            Device = device,
            CacheDirectory = environment.CacheDirectory,
            Observer = observer,
            Resume = resumeFrom is { } content ? Checkpoint.Read(content, run, dataset.Hash) : null,
            Start = start,
            CancellationToken = cancellationToken,
        });
    }

    /// <inheritdoc cref="Run(RunSpecification, TrainingEnvironment, ITrainingObserver, ReadOnlyMemory{byte}?, ReadOnlyMemory{byte}?, CancellationToken)"/>
    public static void Run(
        RunSpecification specification,
        TrainingEnvironment environment,
        ITrainingObserver observer,
        ReadOnlyMemory<byte>? resumeFrom,
        CancellationToken cancellationToken) =>
        Run(specification, environment, observer, resumeFrom, startFrom: null, cancellationToken);

    private static StartWeights? ReadStart(RunSpecification run, ReadOnlyMemory<byte>? content, ITrainingObserver observer)
    {
        if (run.StartFrom is not { } id)
            return null;
        if (content is null)
            throw new TrainingInputException("startFrom", $"The content of checkpoint {id} was not given to the session.");
        var start = StartWeights.Read(content.Value, run);
        observer.Event(
            "started-from", $"Starts from the weights of checkpoint {id}: step {start.Header.Step}, epoch {start.Header.Epoch.ToString("0.##", CultureInfo.InvariantCulture)}.");
        return start;
    }

    /// <summary>Checked again, because a run may have waited for longer than this worker's catalogue is old.</summary>
    private static RunSpecification Resolve(RunSpecification specification, CatalogueDocument catalogue)
    {
        var resolution = SpecificationValidator.Resolve(specification, catalogue);
        return resolution.Value
            ?? throw new TrainingInputException(resolution.Errors[0].Field, string.Join(' ', resolution.Errors.Select(error => error.Message)));
    }

    private static WatchedFormat OpenFormat(RunSpecification run)
    {
        var format = Registry.All<NumberFormat>().First(candidate => candidate.Entry.Matches(run.Format));
        _ = FormatName.TryParse(format.Entry, run.Format, out var numbers);
        return new WatchedFormat(format.CreateSession(numbers!, run.FormatOptions, run.Seed));
    }

    private static ImageDataset OpenDataset(
        RunSpecification run, ModelEntry model, TrainingEnvironment environment, ITrainingObserver observer, CancellationToken cancellationToken)
    {
        var source = Registry.All<DatasetSource>().Single(candidate => candidate.Entry(environment).Name == run.Dataset);
        var dataset = source.Open(
            run.DatasetOptions, environment, message => observer.Log(TrainingLogLevel.Information, message), cancellationToken);
        var sizes = model.ImageSizesOf(run.ModelOptions);
        if (sizes.Accepts(dataset.ImageSize))
            return dataset;
        dataset.Dispose();
        throw new TrainingInputException("dataset", $"The model '{model.Name}' takes images of {sizes}, not {dataset.ImageSize} px.");
    }
}
