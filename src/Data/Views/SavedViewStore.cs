using Mantissa.Data.Configurations;
using Mantissa.Data.Entities;
using Mantissa.Data.Metrics;
using Microsoft.EntityFrameworkCore;

namespace Mantissa.Data.Views;

/// <summary>Keeps the views of the table of runs.</summary>
public sealed class SavedViewStore(IDbContextFactory<PlatformDbContext> contexts, TimeProvider time)
{
    /// <summary>All views, by name.</summary>
    public async Task<IReadOnlyList<SavedView>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.SavedViews.OrderBy(view => view.Name).ThenBy(view => view.Id).ToListAsync(cancellationToken);
    }

    /// <summary>The view, or <see langword="null"/> when there is none of that id.</summary>
    public async Task<SavedView?> GetAsync(string id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.SavedViews.SingleOrDefaultAsync(view => view.Id == id, cancellationToken);
    }

    /// <exception cref="SavedViewInvalidException">The draft breaks a rule.</exception>
    public Task<SavedView> CreateAsync(SavedViewDraft draft, CancellationToken cancellationToken)
    {
        Require(draft);
        return InsertAsync(ViewId.Of(draft.Name), draft, version: 1, cancellationToken);
    }

    /// <summary>Puts a view back that was deleted: under its id, unless another one has taken that meanwhile.</summary>
    public Task<SavedView> RestoreAsync(SavedView deleted, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(deleted);
        return InsertAsync(deleted.Id, deleted.ToDraft(), deleted.Version + 1, cancellationToken);
    }

    /// <summary>Replaces a view by what was made of its version <paramref name="expected"/>.</summary>
    /// <exception cref="SavedViewInvalidException">The draft breaks a rule.</exception>
    /// <exception cref="SavedViewConflictException">It is at another version.</exception>
    /// <exception cref="SavedViewNotFoundException">There is none, or not any more.</exception>
    public async Task<SavedView> SaveAsync(string id, int expected, SavedViewDraft draft, CancellationToken cancellationToken)
    {
        Require(draft);
        var (name, now) = (draft.Name.Trim(), UnixMicroseconds.Now(time));
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var saved = await context.SavedViews.Where(view => view.Id == id && view.Version == expected).ExecuteUpdateAsync(
            set => set
                .SetProperty(view => view.Name, name)
                .SetProperty(view => view.Content, draft.Content)
                .SetProperty(view => view.Version, expected + 1)
                .SetProperty(view => view.UpdatedAt, now),
            cancellationToken);
        var current = await context.SavedViews.SingleOrDefaultAsync(view => view.Id == id, cancellationToken);
        if (saved == 0)
            throw current is null ? new SavedViewNotFoundException(id) : new SavedViewConflictException(current);
        await transaction.CommitAsync(cancellationToken);
        return current!;
    }

    /// <summary>Deletes a view; the runs stay as they are.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="SavedViewConflictException">It is not at the version <paramref name="expected"/>, which was asked for.</exception>
    public async Task<bool> DeleteAsync(string id, int? expected, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.SavedViews.Where(view => view.Id == id && (expected == null || view.Version == expected)).ExecuteDeleteAsync(cancellationToken) > 0)
            return true;
        return await GetAsync(id, cancellationToken) is { } current ? throw new SavedViewConflictException(current) : false;
    }

    private async Task<SavedView> InsertAsync(string first, SavedViewDraft draft, int version, CancellationToken cancellationToken)
    {
        var (name, content, now) = (draft.Name.Trim(), JsonColumn.Write(draft.Content), UnixMicroseconds.Now(time));
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        foreach (var id in ViewId.From(first))
        {
            var inserted = await context.Database.ExecuteSqlAsync(
                $"""
                insert into saved_view (id, name, content, version, created_at, updated_at)
                values ({id}, {name}, {content}::jsonb, {version}, {now}, {now}) on conflict (id) do nothing
                """,
                cancellationToken);
            if (inserted > 0)
                return new() { Id = id, Name = name, Content = draft.Content, Version = version, CreatedAt = now, UpdatedAt = now };
        }

        throw new InvalidOperationException("There are more ids than numbers.");
    }

    private static void Require(SavedViewDraft draft)
    {
        if (SavedViewRules.Check(draft) is { Count: > 0 } errors)
            throw new SavedViewInvalidException(errors);
    }
}
