using Mantissa.Data.Entities;
using Mantissa.Data.Logs;
using Mantissa.Data.Runs;
using Mantissa.Data.Tests.Runs;

namespace Mantissa.Data.Tests.Logs;

public sealed class LogStoreTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private LogStore Logs => postgres.Get<LogStore>();

    [Fact]
    public async Task Pages_continue_after_the_last_line_and_the_tail_is_the_end()
    {
        var run = await RecordAsync([.. Enumerable.Range(1, 25).Select(i => $"line {i}")]);
        var read = new List<string>();
        for (IReadOnlyList<LogLine> page = await Logs.ReadAsync(run, 0, 10, null, CancellationToken.None); page.Count > 0;
             page = await Logs.ReadAsync(run, page[^1].Id, 10, null, CancellationToken.None))
            read.AddRange(page.Select(line => line.Message));
        read.ShouldBe(Enumerable.Range(1, 25).Select(i => $"line {i}"));
        (await Logs.TailAsync(run, 3, null, CancellationToken.None)).Select(line => line.Message).ShouldBe(["line 23", "line 24", "line 25"]);
    }

    [Theory]
    [InlineData("100%", 1)]
    [InlineData("LOSS", 2)]
    [InlineData("a_b", 0)]
    [InlineData("", 3)]
    public async Task Search_takes_text_for_what_it_is(string search, int expected)
    {
        var run = await RecordAsync(["loss is 1.5", "Loss is 100% lower", "axb"]);
        (await Logs.ReadAsync(run, 0, 10, search, CancellationToken.None)).Count.ShouldBe(expected);
        (await Logs.TailAsync(run, 10, search, CancellationToken.None)).Count.ShouldBe(expected);
    }

    [Fact]
    public async Task A_page_has_a_size()
    {
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => Logs.ReadAsync(Guid.NewGuid(), 0, 0, null, CancellationToken.None));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => Logs.TailAsync(Guid.NewGuid(), LogStore.MaximumPage + 1, null, CancellationToken.None));
    }

    private async Task<Guid> RecordAsync(string[] lines)
    {
        var leased = await postgres.ClaimAsync((await postgres.SubmitAsync()).Id);
        await postgres.CommitAsync(leased, new RecordBatch(1) { LogLines = [.. lines.Select(line => new LogRecord(Sample.Start, RunLogLevel.Information, line))] });
        return leased.Lease.RunId;
    }
}
