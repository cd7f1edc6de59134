using Mantissa.Catalogue;
using Mantissa.Training.Catalogue;
using Mantissa.Training.Datasets;
using Mantissa.Training.Datasets.Loading;
using Mantissa.Training.Models;
using Mantissa.Training.Trainers.Recording;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace Mantissa.Training.Trainers;

/// <summary>Trains a classifier on the cross-entropy of its logits, a minibatch, or the mean of several, at a time.</summary>
public sealed class ClassificationTrainer : Trainer
{
    private const string Loss = "train/loss";

    public override TrainerEntry Entry { get; } = new()
    {
        Name = "classification",
        Title = "Classification",
        Summary = "Gradient descent on the cross-entropy, minibatch by minibatch; evaluated on the test images.",
        Parameters = SchemaReader.Read(typeof(ClassificationOptions)),
        Metrics =
        [
            new() { Name = "validation/top1", Title = "Validation top-1", Unit = "fraction", Goal = MetricGoal.Maximize, Primary = true, Tolerance = 0.01 },
            new() { Name = "validation/top5", Title = "Validation top-5", Unit = "fraction", Goal = MetricGoal.Maximize },
            new() { Name = "validation/loss", Title = "Validation loss", Unit = "nats", Goal = MetricGoal.Minimize },
            new() { Name = Loss, Title = "Training loss", Unit = "nats", Goal = MetricGoal.Minimize },
            new() { Name = "train/top1", Title = "Training top-1", Unit = "fraction", Goal = MetricGoal.Maximize },
            new() { Name = "learning_rate", Title = "Learning rate" },
            new() { Name = "images_per_second", Title = "Throughput", Unit = "images/s", Goal = MetricGoal.Maximize },
            new() { Name = "time/step", Title = "Time of a step", Unit = "ms", Goal = MetricGoal.Minimize },
            new() { Name = "time/data_wait", Title = "Waiting for data, per step", Unit = "ms", Goal = MetricGoal.Minimize },
        ],
    };

    public override void Train(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var options = context.Options<ClassificationOptions>();
        var (format, dataset) = (context.Format, context.Dataset);
        dataset.RequireClasses();
        using var network = ((ClassifierDefinition)context.Model)
            .Create(context.Specification.ModelOptions, context.Images, dataset.ClassCount, context.Specification.Seed, format)
            .to(context.Device);
        using var optimizer = options.CreateOptimizer(network, format);
        using var feed = new ImageFeed(dataset.Train, TrainBatches(context, options), context.Device);
        var evaluation = new ClassificationEvaluation(context, options.EvaluationImages);
        var length = LengthOf(options, feed.BatchesPerEpoch);
        var schedule = new LearningRateSchedule(options, length.Steps, Entry.Metrics);
        using var run = new TrainingRun(context, options, length, Entry.Metrics, Loss);
        run.State.Add("", network);
        run.State.Add(optimizer.State);
        run.State.Add("optimizer", optimizer);
        run.State.Add("schedule", schedule);
        run.State.Add("cursor", feed);
        var guard = new LossGuard(context, options);
        context.Log($"{optimizer.ParameterCount:N0} parameters, {dataset.ClassCount} classes, {dataset.Train.Count:N0} images of {dataset.ImageSize} px, {length.Steps:N0} steps.");
        optimizer.StoreWeights();
        torch.nn.Module[] networks = [network];
        Action addGradients = AddGradients;

        for (var step = run.Start(); step <= length.Steps; step++)
        {
            run.BeginStep(step);
            var learningRate = schedule.At(step, length.EpochAfter(step - 1));
            run.BeginUpdates();
            optimizer.Minimise(options.Accumulate, learningRate, addGradients);
            run.EndUpdates(optimizer, (long)options.Accumulate * options.Batch);
            run.EndStep((long)options.Accumulate * options.Batch, learningRate, feed.TakeWaited());
            if (run.IsDue(options.EvaluateEvery))
            {
                var results = evaluation.Of(network, run);
                run.Report(results);
                schedule.Observe(results);
            }

            run.Checkpoint(options.KeepBest);
        }

        void AddGradients()
        {
            var (images, labels) = feed.Next(context.CancellationToken);
            var logits = network.call(images);
            var loss = functional.cross_entropy(logits, labels, label_smoothing: options.LabelSmoothing);
            format.AfterForward();
            guard.Check(run, Loss, loss, networks, () => network.call(images));
            optimizer.Backward(options.Accumulate > 1 ? loss / options.Accumulate : loss);
            run.Add(Loss, loss);
            run.Add("train/top1", logits.argmax(1).eq(labels).mean([0], type: torch.ScalarType.Float32));
        }
    }

    private static BatchOptions TrainBatches(TrainingContext context, ClassificationOptions options) => new()
    {
        Batch = options.Batch,
        Shuffle = true,
        DropLast = true,
        Normalisation = Normalisation.Standard(context.Dataset.Colours),
        Augmentation = options.Augment ? Augmentation.PadCrop with { Flip = Flips(context.Dataset, options.Flip) } : Augmentation.None,
        Seed = context.Specification.Seed,
    };

    private static bool Flips(ImageDataset images, FlipChoice choice) => choice == FlipChoice.Automatic ? images.KeepsClassMirrored : choice == FlipChoice.On;

    private static RunLength LengthOf(ClassificationOptions options, int batchesPerEpoch) =>
        new(
            options.Steps > 0 ? options.Steps : (((long)options.Epochs * batchesPerEpoch) + options.Accumulate - 1) / options.Accumulate,
            step => (double)step * options.Accumulate / batchesPerEpoch);
}
