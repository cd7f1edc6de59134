using Mantissa.Cli.Platform;
using Mantissa.Testing;

namespace Mantissa.Cli.Tests.Platform;

public sealed class LogFileTests
{
    [Fact]
    public void Full_files_are_put_aside_and_the_oldest_goes()
    {
        using var folder = new TemporaryDirectory();
        var path = folder.Combine("logs/web.log");
        using (var log = new LogFile(path, TimeProvider.System, limit: 1, kept: 2))
        {
            foreach (var line in (string[])["one", "two", "three", "four"])
                log.Write(line);
        }

        Directory.GetFiles(folder.Combine("logs")).Select(Path.GetFileName).Order().ShouldBe(["web.log", "web.log.1", "web.log.2"]);
        File.ReadAllText(path).ShouldEndWith(" four\n");
        File.ReadAllText(path + ".1").ShouldEndWith(" three\n");
        File.ReadAllText(path + ".2").ShouldEndWith(" two\n");
    }

    [Fact]
    public void A_log_goes_on_where_the_last_process_left_it_and_lines_carry_their_time()
    {
        using var folder = new TemporaryDirectory();
        var path = folder.Combine("web.log");
        for (var i = 0; i < 2; i++)
        {
            using var log = new LogFile(path, new FixedTime());
            log.Write($"start {i}");
        }

        File.ReadAllLines(path).ShouldBe(["2026-02-03T04:05:06.000Z start 0", "2026-02-03T04:05:06.000Z start 1"]);
    }

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 2, 3, 4, 5, 6, TimeSpan.Zero);
    }
}
