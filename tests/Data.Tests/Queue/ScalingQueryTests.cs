using System.Text.RegularExpressions;
using Mantissa.Data.Entities;
using Mantissa.Data.Runs;
using Mantissa.Data.Tests.Runs;
using Npgsql;

namespace Mantissa.Data.Tests.Queue;

/// <summary>What the autoscaler of <c>deploy/scaling.yaml</c> asks this schema.</summary>
public sealed partial class ScalingQueryTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task It_counts_the_runs_of_the_queue_that_wait_or_train()
    {
        var query = Query().Matches(await File.ReadAllTextAsync(Path.Combine(Checkout.Root, "deploy/scaling.yaml")))
            .Select(match => match.Groups[1].Value).Single(sql => sql.Contains("'cpu'", StringComparison.Ordinal));
        (await CountAsync(query)).ShouldBe(0);

        var waits = await postgres.SubmitAsync();
        var trains = await postgres.SubmitAsync();
        var leased = await postgres.ClaimAsync(trains.Id);
        (await CountAsync(query)).ShouldBe(2);

        await postgres.Get<RunLeases>().CompleteAsync(leased.Lease, RunStatus.Completed, null, CancellationToken.None);
        (await CountAsync(query)).ShouldBe(1);
        waits.Status.ShouldBe(RunStatus.Queued);
    }

    private async Task<long> CountAsync(string query)
    {
        await using var command = postgres.Get<NpgsqlDataSource>().CreateCommand(query);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    [GeneratedRegex("query: \"(.*)\"")]
    private static partial Regex Query();
}
