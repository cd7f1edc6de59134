using Mantissa.Data.Entities;
using Microsoft.EntityFrameworkCore;

namespace Mantissa.Data.Logs;

/// <summary>Reads runs' console logs.</summary>
public sealed class LogStore(IDbContextFactory<PlatformDbContext> contexts)
{
    /// <summary>The longest page that can be asked for.</summary>
    public const int MaximumPage = 10_000;

    /// <summary>Lines in the order of writing.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="afterId">Only lines after this <see cref="LogLine.Id"/>; 0 from the start.</param>
    /// <param name="limit">At most so many lines, 1 to <see cref="MaximumPage"/>.</param>
    /// <param name="search">Only lines that contain this, in any case.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public async Task<IReadOnlyList<LogLine>> ReadAsync(
        Guid runId, long afterId, int limit, string? search, CancellationToken cancellationToken)
    {
        var lines = await LinesAsync(runId, limit, search, cancellationToken);
        await using var context = lines.Context;
        return await lines.Query.Where(line => line.Id > afterId).OrderBy(line => line.Id).Take(limit).ToListAsync(cancellationToken);
    }

    /// <summary>The last lines, oldest of them first: where a reader of a live log starts.</summary>
    public async Task<IReadOnlyList<LogLine>> TailAsync(Guid runId, int limit, string? search, CancellationToken cancellationToken)
    {
        var lines = await LinesAsync(runId, limit, search, cancellationToken);
        await using var context = lines.Context;
        var last = await lines.Query.OrderByDescending(line => line.Id).Take(limit).ToListAsync(cancellationToken);
        last.Reverse();
        return last;
    }

    private async Task<(PlatformDbContext Context, IQueryable<LogLine> Query)> LinesAsync(
        Guid runId, int limit, string? search, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaximumPage);
        var context = await contexts.CreateDbContextAsync(cancellationToken);
        var lines = context.LogLines.Where(line => line.RunId == runId);
        if (!string.IsNullOrEmpty(search))
        {
            var pattern = $"%{LikePattern.Escape(search)}%";
            lines = lines.Where(line => EF.Functions.ILike(line.Message, pattern, LikePattern.EscapeCharacter));
        }

        return (context, lines);
    }
}
