using Mantissa.Data.Entities;
using Mantissa.Data.Events;
using Mantissa.Data.Logs;
using Mantissa.Data.Runs;
using Mantissa.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Mantissa.Web.Api;

/// <summary>What a run said and what happened to it.</summary>
internal static class LogsApi
{
    public const int MostLines = 500;
    private const int LongestSearch = 200;

    /// <summary>A page of the log.</summary>
    /// <param name="Lines">In the order of writing.</param>
    /// <param name="Next">Pass it as <c>after</c> for the lines that follow; absent when this page is empty.</param>
    public sealed record LogPage(IReadOnlyList<LogLineResource> Lines, long? Next);

    public sealed record LogLineResource(long Id, int Attempt, DateTimeOffset At, string Level, string Message);

    public sealed record EventResource(
        long Id, int Attempt, DateTimeOffset At, string Kind, string Message, string? Worker, string? From, string? To);

    public static void MapLogs(this IEndpointRouteBuilder api)
    {
        var logs = api.MapGroup("/runs/{id:guid}").WithTags("Logs and history");
        logs.MapGet("/logs", ReadAsync).Reads().WithSummary("Lines of the log, in pages")
            .WithDescription($"'after' continues behind a line's id, 'limit' is 1 to {MostLines}, 'search' keeps lines that contain the text.");
        logs.MapGet("/history", HistoryAsync).Reads().WithSummary("What happened to the run: every change of status with its cause");
    }

    private static async Task<Results<Ok<LogPage>, ProblemHttpResult>> ReadAsync(
        Guid id, long? after, int? limit, string? search, RunStore runs, LogStore logs, CancellationToken cancellationToken)
    {
        if (limit is < 1 or > MostLines)
            return Problems.Invalid("limit", $"A page holds 1 to {MostLines} lines, not {limit}.");
        if (search?.Length > LongestSearch)
            return Problems.Invalid("search", $"The text may have at most {LongestSearch} characters.");
        if (await runs.GetAsync(id, cancellationToken) is null)
            return Problems.NoRun(id);
        var lines = await logs.ReadAsync(id, after ?? 0, limit ?? 200, search, cancellationToken);
        return TypedResults.Ok(new LogPage(
            lines.Select(l => new LogLineResource(l.Id, l.Attempt, l.At, l.Level.ToString(), l.Message)).ToList(),
            lines.Count == 0 ? null : lines[^1].Id));
    }

    private static async Task<Results<Ok<IReadOnlyList<EventResource>>, ProblemHttpResult>> HistoryAsync(
        Guid id, RunStore runs, EventStore events, CancellationToken cancellationToken)
    {
        if (await runs.GetAsync(id, cancellationToken) is null)
            return Problems.NoRun(id);
        IReadOnlyList<EventResource> history = (await events.ListAsync(id, cancellationToken)).Select(Of).ToList();
        return TypedResults.Ok(history);
    }

    /// <summary>What happened, as the API shows it.</summary>
    public static EventResource Of(RunEvent e) =>
        new(e.Id, e.Attempt, e.At, e.Kind, e.Message, e.WorkerId, e.FromStatus?.ToString(), e.ToStatus?.ToString());
}
