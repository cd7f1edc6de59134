using Mantissa.Data.Embedded;

namespace Mantissa.Data.Tests.Embedded;

/// <summary>Root and ordinary users, open folders and closed ones.</summary>
public sealed class AccountTests : IDisposable
{
    private readonly TemporaryDirectory folder = new();

    public void Dispose() => folder.Dispose();

    [RootFact]
    public async Task For_root_another_account_runs_it()
    {
        await using var server = await StartAsync(folder.Path, new ListLogger());
        var postmaster = ServerHost.PostmasterOf(folder.Combine("postgres/cluster"));
        File.ReadLines($"/proc/{postmaster}/status").Single(line => line.StartsWith("Uid:", StringComparison.Ordinal))
            .Split('\t')[1..].ShouldAllBe(user => user != "0");
    }

    [RootFact]
    public async Task In_a_folder_that_the_account_cannot_enter_it_is_elsewhere_and_says_so()
    {
        var closed = Directory.CreateDirectory(folder.Combine("closed"), UnixMode.Private).FullName;
        var data = Path.Combine(closed, "data");
        string? elsewhere = null;
        try
        {
            var logger = new ListLogger();
            await using (var server = await StartAsync(data, logger))
            {
                var cluster = await ServerHost.ReadAsync<string>(
                    server.ConnectionString, "create table kept (value int); insert into kept values (3); select current_setting('data_directory')");
                elsewhere = Path.GetDirectoryName(cluster);
                elsewhere.ShouldNotBeNull().ShouldStartWith("/var/lib/mantissa/");
                logger.Messages.ShouldContain(message => message.Contains(elsewhere!, StringComparison.Ordinal)
                    && message.Contains("cannot enter", StringComparison.Ordinal));
                EmbeddedPostgres.ReadConnectionString(data).ShouldBe(server.ConnectionString);
            }

            await using (var server = await StartAsync(data, logger))
                (await ServerHost.ReadAsync<int>(server.ConnectionString, "select value from kept")).ShouldBe(3);

            // The checkout is deleted and cloned again: the cluster elsewhere is still there, its password is not.
            Directory.Delete(data, recursive: true);
            await using (var server = await StartAsync(data, logger))
                (await ServerHost.ReadAsync<int>(server.ConnectionString, "select value from kept")).ShouldBe(3);
            logger.Messages.ShouldContain(message => message.Contains("new one", StringComparison.Ordinal));
        }
        finally
        {
            if (elsewhere is not null)
                Directory.Delete(elsewhere, recursive: true);
        }
    }

    [RootFact]
    public async Task An_ordinary_user_runs_it_themselves_and_root_after_them_leaves_it_to_them()
    {
        // The build output may lie where that user cannot go.
        var program = CopyOutput(folder.Combine("program"));
        var data = Directory.CreateDirectory(folder.Combine("data")).FullName;
        var (user, group) = Nobody();
        LibC.GiveTo(data, user, group);
        using (var host = await ServerHost.StartAsync(data, "nobody", program))
        {
            await ServerHost.ReadAsync<int>(host.FirstLine, "create table kept (value int); insert into kept values (5); select 5");
            await host.StopAsync();
        }

        await using (var server = await StartAsync(data, new ListLogger()))
        {
            (await ServerHost.ReadAsync<int>(server.ConnectionString, "select value from kept")).ShouldBe(5);
            var postmaster = ServerHost.PostmasterOf(Path.Combine(data, "postgres/cluster"));
            File.ReadAllText($"/proc/{postmaster}/status").ShouldContain($"Uid:\t{user}\t");
        }
    }

    [RootFact]
    public async Task A_folder_of_somebody_else_is_refused_with_a_sentence()
    {
        var program = CopyOutput(folder.Combine("program"));
        await using (await StartAsync(folder.Combine("data"), new ListLogger()))
        {
        }

        using var host = await ServerHost.StartAsync(folder.Combine("data"), "nobody", program);
        host.FirstLine.ShouldStartWith("refused: The data directory");
        host.FirstLine.ShouldContain("belongs to another user");
    }

    private static Task<EmbeddedPostgres> StartAsync(string data, ListLogger logger) =>
        EmbeddedPostgres.StartAsync(new(data), logger, CancellationToken.None);

    private static (uint User, uint Group) Nobody()
    {
        var fields = File.ReadLines("/etc/passwd").Single(line => line.StartsWith("nobody:", StringComparison.Ordinal)).Split(':');
        return (uint.Parse(fields[2], System.Globalization.CultureInfo.InvariantCulture), uint.Parse(fields[3], System.Globalization.CultureInfo.InvariantCulture));
    }

    private static string CopyOutput(string target)
    {
        Directory.CreateDirectory(target);
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory))
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        return Path.Combine(target, Path.GetFileName(typeof(Program).Assembly.Location));
    }
}
