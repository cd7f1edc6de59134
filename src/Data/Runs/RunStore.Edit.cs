using Mantissa.Catalogue.Validation;
using Mantissa.Data.Configurations;
using Mantissa.Data.Entities;
using Microsoft.EntityFrameworkCore;

namespace Mantissa.Data.Runs;

public sealed partial class RunStore
{
    /// <summary>Changes a run's name, notes or tags. Changing nothing is no change: the revision stays.</summary>
    /// <param name="id">The run.</param>
    /// <param name="edit">What to change.</param>
    /// <param name="expected">The revisions to which the change applies; <see langword="null"/> for any.</param>
    /// <param name="cancellationToken">Cancels the change as a whole.</param>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    /// <exception cref="RunRevisionException">Somebody else changed it meanwhile.</exception>
    /// <exception cref="RunEditException">The name, notes or tags would be over their limits.</exception>
    public Task<Run> EditAsync(Guid id, RunEdit edit, IReadOnlyCollection<long>? expected, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(edit);
        return ChangeAsync(id, expected, (context, run) => WriteAsync(context, run, edit, cancellationToken), cancellationToken);
    }

    /// <summary>Takes a run out of the lists, or back into them; nothing of it is lost. Doing it again changes nothing.</summary>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    /// <exception cref="RunRevisionException">Somebody else changed it meanwhile.</exception>
    /// <exception cref="RunStateException">It waits or trains: out of sight, it would hold a worker.</exception>
    public Task<Run> ArchiveAsync(Guid id, bool archived, IReadOnlyCollection<long>? expected, CancellationToken cancellationToken) =>
        ChangeAsync(
            id, expected,
            async (context, run) =>
            {
                if (run.ArchivedAt is not null == archived)
                    return;
                if (archived && !run.Status.IsFinished() && !run.External)
                    throw new RunStateException($"The run is {run.Status.ToString().ToLowerInvariant()}. Cancel it, or wait for its end; then archive it.");
                await context.Database.ExecuteSqlAsync(
                    $"update run set archived_at = case when {archived} then now() end, deleted_at = null, revision = revision + 1 where id = {id}", cancellationToken);
                context.Add(new RunEvent
                {
                    RunId = id,
                    Attempt = run.Attempt,
                    Kind = archived ? "archived" : "restored",
                    Message = archived ? "Archived." : "Taken back out of the archive.",
                });
                await context.SaveChangesAsync(cancellationToken);
            },
            cancellationToken);

    private async Task<Run> ChangeAsync(
        Guid id, IReadOnlyCollection<long>? expected, Func<PlatformDbContext, Run, Task> change, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var run = await LockAsync(context, id, cancellationToken);
        if (expected?.Contains(run.Revision) == false)
            throw new RunRevisionException(id);
        await change(context, run);
        var changed = await context.Runs.SingleAsync(r => r.Id == id, cancellationToken);
        if (changed.Revision != run.Revision)
            await NotifyAsync(context, id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return changed;
    }

    private static async Task WriteAsync(PlatformDbContext context, Run run, RunEdit edit, CancellationToken cancellationToken)
    {
        var name = string.IsNullOrWhiteSpace(edit.Name) ? run.Name : edit.Name.Trim();
        var notes = edit.Notes is null ? run.Notes : edit.Notes.Length == 0 ? null : edit.Notes;
        var tags = run.Tags.Where(tag => !edit.Tags.ContainsKey(tag.Key))
            .Concat(edit.Tags.Where(tag => tag.Value is not null).Select(tag => KeyValuePair.Create(tag.Key, tag.Value!)))
            .ToDictionary();
        if (name == run.Name && notes == run.Notes && tags.Count == run.Tags.Count && tags.All(run.Tags.Contains))
            return;
        var errors = RunDescription.Check(name, notes, tags);
        if (errors.Count > 0)
            throw new RunEditException(errors);
        var json = JsonColumn.Write(tags);
        await context.Database.ExecuteSqlAsync(
            $"update run set name = {name}, notes = {notes}, tags = {json}::jsonb, revision = revision + 1 where id = {run.Id}", cancellationToken);
    }
}
