using Mantissa.Catalogue;
using Mantissa.Training;

namespace Mantissa.Jobs.Execution;

/// <summary>Runs training sessions on a thread of their own: they block for minutes to days and must not take one from the pool.</summary>
internal static class TrainingThread
{
    /// <summary>Runs one session; the task ends with it, in the same way.</summary>
    public static Task RunAsync(
        RunSpecification specification,
        TrainingEnvironment environment,
        ITrainingObserver observer,
        ReadOnlyMemory<byte>? checkpoint,
        ReadOnlyMemory<byte>? start,
        CancellationToken cancellationToken)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                TrainingSession.Run(specification, environment, observer, checkpoint, start, cancellationToken);
                ended.SetResult();
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                ended.SetCanceled(cancellationToken);
            }
            catch (Exception e)
            {
                ended.SetException(e);
            }
        })
        {
            IsBackground = true,
            Name = "training",
        };
        thread.Start();
        return ended.Task;
    }
}
