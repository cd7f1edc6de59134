using System.Text.Json.Nodes;
using Mantissa.Catalogue;
using Mantissa.Training.Checkpoints;
using Mantissa.Training.Formats.Hardware;
using Mantissa.Training.Trainers.Optimizers;
using TorchSharp;

namespace Mantissa.Training.Trainers.Recording;

/// <summary>
/// What goes on around the steps of any training procedure: where to start, which curves to record when, what is best, when to
/// write a checkpoint, when to stop. It keeps the trainers to their algorithms.
/// </summary>
internal sealed class TrainingRun : IDisposable
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(200);

    private readonly TrainingContext _context;
    private readonly TrainingOptions _options;
    private readonly RunLength _length;
    private readonly string _loss;
    private readonly MetricWindow _window;
    private readonly BestMetric _best;
    private readonly StepClock _recordClock = new();
    private readonly StepClock _progressClock = new();
    private WorkMeter? _meter;
    private long _metered;
    private bool _improved;
    private long _checkpointed;

    /// <param name="context">The session.</param>
    /// <param name="options">Cadences.</param>
    /// <param name="length">Steps and epochs.</param>
    /// <param name="metrics">The trainer's metrics; the primary one decides what is best.</param>
    /// <param name="loss">The metric that progress shows.</param>
    public TrainingRun(TrainingContext context, TrainingOptions options, RunLength length, IReadOnlyList<MetricEntry> metrics, string loss)
    {
        (_context, _options, _length, _loss) = (context, options, length, loss);
        _window = new MetricWindow(context.Device);
        _best = new BestMetric(metrics.Single(metric => metric.Primary));
        State = new RunState(context.Specification, context.Dataset.Hash, context.Start);
        State.Add("metrics", _window);
        State.Add("best", _best);
        State.Add("loss", SaveLoss, LoadLoss);
        State.Add("format", context.Format.SaveState, context.Format.LoadState);
    }

    /// <summary>What a checkpoint holds; the trainer adds its networks, optimizers and cursor before <see cref="Start"/>.</summary>
    public RunState State { get; }

    /// <summary>The step in progress, from 1.</summary>
    public long Step { get; private set; }

    /// <summary>Whether it is the last one.</summary>
    public bool IsLast => Step == _length.Steps;

    /// <summary>The loss that progress shows, as last recorded; NaN until then.</summary>
    public double LastLoss { get; private set; } = double.NaN;

    /// <summary>Restores the checkpoint, if there is one, and gives the first step to do.</summary>
    public long Start()
    {
        _context.Start?.RequireAllTaken();
        if (_context.Resume is not { } checkpoint)
            return 1;
        State.Restore(checkpoint);
        _checkpointed = checkpoint.Header.Step;
        _context.Log($"Continues after step {checkpoint.Header.Step:N0} of {_length.Steps:N0}.");
        return checkpoint.Header.Step + 1;
    }

    /// <exception cref="OperationCanceledException">The session was told to stop; a checkpoint of the last step was reported before.</exception>
    public void BeginStep(long step)
    {
        if (_context.CancellationToken.IsCancellationRequested)
        {
            if (step - 1 > _checkpointed)
                Write(step - 1, CheckpointKind.Interrupted);
            _context.CancellationToken.ThrowIfCancellationRequested();
        }

        Step = step;
        _recordClock.Begin();
        _progressClock.Begin();
    }

    /// <summary>Adds a value of this step to the mean that will be recorded.</summary>
    public void Add(string metric, torch.Tensor value) => _window.Add(metric, value);

    /// <summary>What follows is updates of one network; at the first step it is seen what they amount to.</summary>
    public void BeginUpdates()
    {
        if (Step == StepWork.RecordedStep)
            _context.Format.Meter = _meter ??= new WorkMeter();
    }

    /// <param name="optimizer">That of the network.</param>
    /// <param name="images">Training images of one update.</param>
    /// <param name="done">Updates since they began.</param>
    /// <param name="usual">Updates in an ordinary step.</param>
    public void EndUpdates(Optimizer optimizer, long images, int done = 1, int usual = 1)
    {
        if (_context.Format.Meter is null)
            return;
        _context.Format.Meter = null;
        _meter!.EndUpdates(optimizer.ParameterCount, optimizer.StateCount, done, usual);
        _metered += images * usual;
    }

    /// <param name="images">Training images that the step consumed.</param>
    /// <param name="learningRate">The rate that it used.</param>
    /// <param name="waited">Time in which it waited for them.</param>
    public void EndStep(long images, double learningRate, TimeSpan waited)
    {
        if (_meter is not null)
            ReportWork();
        _recordClock.End(images, waited);
        _progressClock.End(images, waited);
        if (_length.IsDue(_options.RecordEvery, Step))
            Record(learningRate);
        if (_length.IsDue(_options.FormatEvery, Step))
        {
            _context.Format.ReportHealth(_context.Observer.Event);
            if (_context.Format.Histograms() is { Count: > 0 } histograms)
                _context.Observer.Histograms(Step, histograms);
            _context.Format.Report((metric, value) => _context.Observer.Scalar(metric, Step, value));
        }

        if (_progressClock.Elapsed >= ProgressInterval || IsLast)
        {
            _context.Observer.Progress(new TrainingProgress(
                Step, _length.Steps, _length.EpochAfter(Step), _progressClock.ImagesPerSecond, LastLoss));
            _progressClock.Restart();
        }
    }

    public bool IsDue(long every) => _length.IsDue(every, Step);

    /// <summary>Records the results of an evaluation.</summary>
    public void Report(IEnumerable<(string Metric, double Value)> results)
    {
        foreach (var (metric, value) in results)
        {
            _context.Observer.Scalar(metric, Step, value);
            _improved |= metric == _best.Metric && _best.Update(value);
        }
    }

    /// <summary>Ends a step: writes a checkpoint when the cadence, a new best value or the end of the run asks for one.</summary>
    public void Checkpoint(bool keepBest)
    {
        var best = keepBest && _improved;
        if (IsLast)
            Write(Step, CheckpointKind.Final, best);
        else if (best)
            Write(Step, CheckpointKind.Best, best);
        else if (_length.IsDue(_options.CheckpointEvery, Step))
            Write(Step, CheckpointKind.Periodic);
        _improved = false;
    }

    public void Dispose() => _window.Dispose();

    /// <summary>JSON has no number for a loss that is not finite.</summary>
    private JsonObject SaveLoss() => new() { ["last"] = double.IsFinite(LastLoss) ? LastLoss : null };

    private void LoadLoss(JsonObject state) => LastLoss = state["last"]?.GetValue<double>() ?? double.NaN;

    private void Record(double learningRate)
    {
        foreach (var (metric, mean) in _window.Flush())
        {
            _context.Observer.Scalar(metric, Step, mean);
            if (metric == _loss)
                LastLoss = mean;
        }

        _context.Observer.Scalar("learning_rate", Step, learningRate);
        _context.Observer.Scalar("images_per_second", Step, _recordClock.ImagesPerSecond);
        _context.Observer.Scalar("time/step", Step, _recordClock.StepMilliseconds);
        _context.Observer.Scalar("time/data_wait", Step, _recordClock.WaitMilliseconds);
        _recordClock.Restart();
    }

    private void ReportWork()
    {
        _context.Observer.Artifact(StepWork.FileName, Step, StepWork.ContentType, _meter!.Result(_metered).ToJson());
        _meter = null;
    }

    private void Write(long step, CheckpointKind kind, bool best = false)
    {
        var epoch = _length.EpochAfter(step);
        _context.Observer.Checkpoint(new TrainingCheckpoint(step, epoch, kind, State.Write(step, epoch))
        {
            Best = best,
            Keep = _options.KeepCheckpoints,
        });
        _checkpointed = step;
    }
}
