using Mantissa.Data.Backup;
using Mantissa.Data.Embedded;
using Mantissa.Data.Entities;
using Mantissa.Data.Files;
using Mantissa.Data.Metrics;
using Mantissa.Data.Tests.External;
using Mantissa.Data.Tests.Runs;
using Mantissa.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Mantissa.Data.Tests.Backup;

public sealed class DatabaseBackupTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IDisposable
{
    private readonly TemporaryDirectory folder = new();

    private string BackupFile => Path.Combine(folder.Path, "mantissa.backup");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Everything_is_the_same_in_an_empty_cluster_and_goes_on_there()
    {
        var id = await FillAsync();
        var length = await DatabaseBackup.WriteAsync(postgres.ConnectionString, BackupFile, default);

        length.ShouldBe(new FileInfo(BackupFile).Length);
        File.GetUnixFileMode(BackupFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Directory.GetFiles(folder.Path).ShouldHaveSingleItem();
        using var data = new TemporaryDirectory();
        await using var other = await EmbeddedPostgres.StartAsync(new(data.Path), NullLogger.Instance, default);
        await DatabaseBackup.RestoreAsync(other.ConnectionString, BackupFile, default);

        await using var services = new ServiceCollection().AddLogging().AddPlatformData(other.ConnectionString).BuildServiceProvider();
        var restored = services.GetRequiredService<NpgsqlDataSource>();
        (await Migrator.PendingAsync(restored)).ShouldBeEmpty();
        (await ContentAsync(restored)).ShouldBe(await ContentAsync(postgres.Database));
        await services.GetRequiredService<MetricStore>().AppendAsync(id, 7, 1, Sample.Points("loss", 5_000, 1), default);
        var series = (await services.GetRequiredService<MetricStore>().ListAsync(id, default)).Single(series => series.Name == "loss");
        (series.Count, series.LastStep).ShouldBe((2_001, 5_000));
    }

    [Fact]
    public async Task Only_backups_go_into_empty_databases_and_all_of_them_or_nothing()
    {
        await DatabaseBackup.WriteAsync(postgres.ConnectionString, BackupFile, default);
        (await RefusedAsync(() => DatabaseBackup.WriteAsync(postgres.ConnectionString, BackupFile, default))).ShouldContain("exists already");
        (await RefusedAsync(() => DatabaseBackup.RestoreAsync(postgres.ConnectionString, BackupFile, default))).ShouldContain("not empty");
        (await RefusedAsync(() => DatabaseBackup.WriteAsync(postgres.ConnectionString, "/nowhere/at/all", default))).ShouldContain("cannot be written");
        (await RefusedAsync(() => DatabaseBackup.WriteAsync("Host=127.0.0.1;Port=1;Username=nobody;Database=nothing", BackupFile + "2", default))).ShouldStartWith("pg_dump failed: ");

        await using var empty = await EmptyDatabase.CreateAsync();
        var (text, cut) = (Path.Combine(folder.Path, "text"), Path.Combine(folder.Path, "cut"));
        await File.WriteAllTextAsync(text, "select 1");
        await File.WriteAllBytesAsync(cut, (await File.ReadAllBytesAsync(BackupFile))[..^2000]);
        (await RefusedAsync(() => DatabaseBackup.RestoreAsync(empty.ConnectionString, text, default))).ShouldContain("is no backup");
        (await RefusedAsync(() => DatabaseBackup.RestoreAsync(empty.ConnectionString, BackupFile + "3", default))).ShouldContain("cannot be read");
        (await RefusedAsync(() => DatabaseBackup.RestoreAsync(empty.ConnectionString, cut, default))).ShouldStartWith("pg_restore failed: ");
        await DatabaseBackup.RestoreAsync(empty.ConnectionString, BackupFile, default);
        (await Migrator.PendingAsync(empty.Source)).ShouldBeEmpty();
    }

    private async Task<Guid> FillAsync()
    {
        var run = await postgres.ClaimAsync((await postgres.SubmitAsync()).Id);
        await postgres.CommitAsync(run, Sample.Batch(1, Sample.Points("loss", 1, [.. Enumerable.Range(0, 2_000).Select(i => i % 100 == 7 ? double.NaN : i)])) with
        {
            LogLines = [new(Sample.Start, RunLogLevel.Warning, "größer \\ 'quoted'")],
            Images = [new("samples", 1, 2, 1, new byte[] { 0, 1, 255 })],
            Checkpoint = new(1, 1, CheckpointKind.Final, new byte[3 << 20]),
        });
        var external = await postgres.RecordAsync();
        await postgres.Get<RunFileStore>().WriteAsync(external.Id, "out/a.bin", new MemoryStream(new byte[2 << 20]), 4 << 20, default);
        await postgres.SubmitAsync();
        return run.Lease.RunId;
    }

    /// <summary>Rows and a checksum of every table, whatever tables there are.</summary>
    private static async Task<List<string>> ContentAsync(NpgsqlDataSource database)
    {
        var tables = new List<string>();
        await using (var list = database.CreateCommand("select format('%I.%I', schemaname, tablename) from pg_tables where schemaname in ('public', 'quartz') order by 1"))
        {
            await using var reader = await list.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                tables.Add(reader.GetString(0));
        }

        var content = new List<string>();
        foreach (var table in tables)
        {
            await using var sum = database.CreateCommand($"select count(*) || ' ' || coalesce(md5(string_agg(md5(row::text), '' order by md5(row::text))), '') from {table} as row");
            content.Add($"{table} {await sum.ExecuteScalarAsync()}");
        }

        content.Count.ShouldBeGreaterThan(20);
        return content;
    }

    private static async Task<string> RefusedAsync(Func<Task> action) => (await Should.ThrowAsync<BackupException>(action)).Message;
}
