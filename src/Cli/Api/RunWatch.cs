using System.Runtime.CompilerServices;
using Spectre.Console;

namespace Mantissa.Cli.Api;

/// <summary>Follows the runs of a comparison until all have ended.</summary>
internal sealed class RunWatch(PlatformClient client, IAnsiConsole console, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <summary>Between two lines about the same run where output is kept.</summary>
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(10);

    /// <summary>How long the site may be away: it is started again when it crashes.</summary>
    private static readonly TimeSpan Absence = TimeSpan.FromMinutes(1);

    /// <summary>Shows progress until the last run has ended; <paramref name="check"/> may give up by throwing.</summary>
    public async Task<SubmittedComparison> FollowAsync(SubmittedComparison comparison, Action check, CancellationToken cancellationToken)
    {
        if (console.Profile.Out.IsTerminal && console.Profile.Capabilities.Ansi)
        {
            await console.Live(RunView.Table(comparison.Runs)).StartAsync(async context =>
            {
                await foreach (var current in PollAsync(comparison.Id, check, cancellationToken))
                    context.UpdateTarget(RunView.Table((comparison = current).Runs));
            });
        }
        else
        {
            var lines = new Dictionary<Guid, (string Status, long At)>();
            await foreach (var current in PollAsync(comparison.Id, check, cancellationToken))
                WriteLines((comparison = current).Runs, lines);
        }

        return comparison;
    }

    private async IAsyncEnumerable<SubmittedComparison> PollAsync(Guid id, Action check, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var answered = time.GetTimestamp();
        while (true)
        {
            check();
            SubmittedComparison? current = null;
            try
            {
                current = await client.ComparisonAsync(id, cancellationToken);
                answered = time.GetTimestamp();
            }
            catch (HttpRequestException failure)
            {
                if (time.GetElapsedTime(answered) > Absence)
                    throw new ProblemException($"The site has not answered for a minute: {failure.Message}");
            }

            if (current is not null)
            {
                yield return current;
                if (current.Runs.All(run => run.Ended))
                    yield break;
            }

            await Task.Delay(Interval, time, cancellationToken);
        }
    }

    /// <summary>A line when a run's status changes, and now and then while it trains.</summary>
    private void WriteLines(IReadOnlyList<ApiRun> runs, Dictionary<Guid, (string Status, long At)> lines)
    {
        foreach (var run in runs)
        {
            var known = lines.TryGetValue(run.Id, out var last);
            if (known && last.Status == run.Status && (run.Status != "Running" || time.GetElapsedTime(last.At) < LineInterval))
                continue;
            lines[run.Id] = (run.Status, time.GetTimestamp());
            console.WriteLine(RunView.Line(run));
        }
    }
}
