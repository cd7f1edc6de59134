using Mantissa.Data.Embedded;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Mantissa.Data.Tests.Embedded;

public sealed class EmbeddedPostgresTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryDirectory folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task It_keeps_data_and_password_between_starts_and_leaves_nothing_running()
    {
        int first;
        string password;
        EmbeddedPostgres.ReadConnectionString(folder.Path).ShouldBeNull();
        await using (var server = await StartAsync())
        {
            first = ServerHost.PostmasterOf(ClusterFolder);
            await ServerHost.ReadAsync<int>(server.ConnectionString, "create table kept (value int); insert into kept values (42); select value from kept");
            EmbeddedPostgres.ReadConnectionString(folder.Path).ShouldBe(server.ConnectionString);
            File.GetUnixFileMode(folder.Combine("postgres/connection")).ShouldBe(OwnerOnly);
            File.GetUnixFileMode(folder.Combine("postgres/password")).ShouldBe(OwnerOnly);
            password = new NpgsqlConnectionStringBuilder(server.ConnectionString).Password!;
            password.Length.ShouldBeGreaterThanOrEqualTo(32);
        }

        ServerHost.IsAlive(first).ShouldBeFalse();
        EmbeddedPostgres.ReadConnectionString(folder.Path).ShouldBeNull();
        await using (var server = await StartAsync())
        {
            (await ServerHost.ReadAsync<int>(server.ConnectionString, "select value from kept")).ShouldBe(42);
            new NpgsqlConnectionStringBuilder(server.ConnectionString).Password.ShouldBe(password);
            (await ServerHost.ReadAsync<string>(server.ConnectionString, "show server_encoding")).ShouldBe("UTF8");
            (await ServerHost.ReadAsync<string>(server.ConnectionString, "show listen_addresses")).ShouldBe("127.0.0.1");
        }
    }

    [Fact]
    public async Task A_wrong_password_is_refused_even_from_this_machine()
    {
        await using var server = await StartAsync();
        var intruder = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Password = "guess" }.ConnectionString;
        (await Should.ThrowAsync<PostgresException>(() => ServerHost.ReadAsync<int>(intruder, "select 1"))).SqlState
            .ShouldBe(PostgresErrorCodes.InvalidPassword);
    }

    [Fact]
    public async Task A_second_instance_on_the_same_folder_is_refused_with_a_sentence()
    {
        await using var server = await StartAsync();
        (await Should.ThrowAsync<EmbeddedPostgresException>(() => StartAsync())).Message.ShouldBe(
            $"The data directory {folder.Path} is in use by process {Environment.ProcessId}; stop that one or choose another directory.");
        using var other = await ServerHost.StartAsync(folder.Path);
        other.FirstLine.ShouldStartWith($"refused: The data directory {folder.Path} is in use by process {Environment.ProcessId}");
        (await ServerHost.ReadAsync<int>(server.ConnectionString, "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_is_killed_comes_back_with_everything_committed_under_the_same_address()
    {
        var logger = new ListLogger();
        await using var server = await StartAsync(logger);
        await ServerHost.ReadAsync<int>(server.ConnectionString, "create table kept (value int); insert into kept values (1); select 1");
        var before = ServerHost.PostmasterOf(ClusterFolder);
        ServerHost.Kill(before);
        await Eventually.TrueAsync(
            async () =>
            {
                try
                {
                    return await ServerHost.ReadAsync<int>(server.ConnectionString, "select value from kept") == 1;
                }
                catch (NpgsqlException)
                {
                    return false;
                }
            },
            TimeSpan.FromSeconds(60));
        ServerHost.PostmasterOf(ClusterFolder).ShouldNotBe(before);
        logger.Messages.ShouldContain(message => message.Contains("started again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_an_interrupted_first_start_left_is_no_cluster()
    {
        Directory.CreateDirectory(folder.Combine("postgres/cluster.new/base"));
        await File.WriteAllTextAsync(folder.Combine("postgres/cluster.new/PG_VERSION"), "15");
        await using var server = await StartAsync();
        (await ServerHost.ReadAsync<int>(server.ConnectionString, "select 1")).ShouldBe(1);
        Directory.Exists(folder.Combine("postgres/cluster.new")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_server_that_cannot_start_says_why()
    {
        await using (await StartAsync())
        {
        }

        await File.AppendAllTextAsync(Path.Combine(ClusterFolder, "postgresql.conf"), "\nno_such_setting = 1\n");
        var error = await Should.ThrowAsync<EmbeddedPostgresException>(() => StartAsync());
        error.Message.ShouldContain("did not start");
        error.Message.ShouldContain("postgresql.conf");
    }

    [Fact]
    public async Task A_folder_without_a_server_is_named()
    {
        var error = await Should.ThrowAsync<EmbeddedPostgresException>(
            () => EmbeddedPostgres.StartAsync(new(folder.Path, folder.Path), NullLogger.Instance, CancellationToken.None));
        error.Message.ShouldContain(folder.Path);
    }

    [Fact]
    public void Without_a_server_the_package_is_named() =>
        Should.Throw<EmbeddedPostgresException>(() => PostgresBinaries.Choose([], version: null)).Message.ShouldContain("apt-get install postgresql");

    [Fact]
    public void A_cluster_needs_the_server_that_made_it()
    {
        PostgresBinaries[] installed = [new("/a", 15), new("/b", 17)];
        PostgresBinaries.Choose(installed, version: null).Directory.ShouldBe("/b");
        PostgresBinaries.Choose(installed, version: 15).Directory.ShouldBe("/a");
        Should.Throw<EmbeddedPostgresException>(() => PostgresBinaries.Choose(installed, version: 16)).Message.ShouldBe(
            "The database was made by PostgreSQL 16, but PostgreSQL 17 is installed; install postgresql-16.");
    }

    private string ClusterFolder => folder.Combine("postgres/cluster");

    private Task<EmbeddedPostgres> StartAsync(ILogger? logger = null) =>
        EmbeddedPostgres.StartAsync(new(folder.Path), logger ?? NullLogger.Instance, CancellationToken.None);
}
