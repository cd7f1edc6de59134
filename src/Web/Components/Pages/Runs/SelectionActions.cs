using Mantissa.Data.Runs;
using Mantissa.Web.Components.Shared;
using Mantissa.Web.Security;

namespace Mantissa.Web.Components.Pages.Runs;

/// <summary>What can be done with the runs that are ticked; each says in words what became of it, and what destroys offers to be undone.</summary>
public sealed class SelectionActions(RunBatches batches, PageActions actions)
{
    public Task<bool> CancelAsync(IReadOnlyList<Guid> runs, IProgress<int> progress) => actions.TryAsync(Permission.Submit, async () =>
        actions.Done(OutcomeWords.Of(await batches.CancelAsync(runs, progress, CancellationToken.None), "cancelled", "had already finished")));

    public Task<bool> RetryAsync(IReadOnlyList<Guid> runs, IProgress<int> progress) => actions.TryAsync(Permission.Submit, async () =>
        actions.Done(OutcomeWords.Of(await batches.RetryAsync(runs, progress, CancellationToken.None), "queued again", "")));

    /// <param name="runs">The runs.</param>
    /// <param name="name">The tag.</param>
    /// <param name="value">Its value; <see langword="null"/> to remove the tag.</param>
    /// <param name="progress">Hears how many are done.</param>
    public Task<bool> TagAsync(IReadOnlyList<Guid> runs, string name, string? value, IProgress<int> progress) => actions.TryAsync(Permission.Submit, async () =>
    {
        var outcome = await batches.TagAsync(runs, new Dictionary<string, string?> { [name] = value }, progress, CancellationToken.None);
        actions.Done(value is null ? OutcomeWords.Of(outcome, "untagged", "did not have it") : OutcomeWords.Of(outcome, "tagged", "had it already"));
    });

    public Task<bool> ArchiveAsync(IReadOnlyList<Guid> runs) => actions.TryAsync(Permission.Submit, async () =>
    {
        var outcome = await batches.ArchiveAsync(runs, CancellationToken.None);
        Tell(OutcomeWords.Of(outcome, "archived", "were in the archive"), outcome, batches.RestoreAsync);
    });

    public Task<bool> RestoreAsync(IReadOnlyList<Guid> runs) => actions.TryAsync(Permission.Submit, async () =>
        actions.Done(OutcomeWords.Of(await batches.RestoreAsync(runs, CancellationToken.None), "restored", "were not in the archive")));

    public Task<bool> DeleteAsync(IReadOnlyList<Guid> runs) => actions.TryAsync(Permission.Submit, async () =>
    {
        var outcome = await batches.DeleteAsync(runs, CancellationToken.None);
        var words = OutcomeWords.Of(outcome, "deleted", "were deleted already");
        Tell(
            outcome.Changed.Count == 0 ? words : $"{words}{(words.EndsWith('.') ? "" : ".")} The archive keeps them for {DeletedRuns.Kept.TotalMinutes:0} minutes.",
            outcome, batches.UndeleteAsync);
    });

    private void Tell(string words, BatchOutcome outcome, Func<IReadOnlyList<Guid>, CancellationToken, Task<BatchOutcome>> undo)
    {
        if (outcome.Changed.Count == 0)
            actions.Done(words);
        else
            actions.Undoable(words, Permission.Submit, async () => actions.Done(OutcomeWords.Of(await undo(outcome.Changed, CancellationToken.None), "restored", "were there already")));
    }
}
