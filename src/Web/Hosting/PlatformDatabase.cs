using Mantissa.Data.Embedded;
using Mantissa.Migrations;
using Npgsql;

namespace Mantissa.Web.Hosting;

/// <summary>The configured database, or the embedded one, which lives and ends with this process.</summary>
internal sealed class PlatformDatabase(string connectionString, EmbeddedPostgres? embedded) : IAsyncDisposable
{
    public string ConnectionString => connectionString;

    public static async Task<PlatformDatabase> OpenAsync(WebSettings settings)
    {
        if (settings.Database is { } configured)
            return new(configured, null);
        using var logging = LoggerFactory.Create(logging => logging.AddSimpleConsole(console => console.SingleLine = true));
        try
        {
            var embedded = await EmbeddedPostgres.StartAsync(
                new(settings.DataDirectory, settings.PostgresBinaries), logging.CreateLogger<EmbeddedPostgres>(), CancellationToken.None);
            return new(embedded.ConnectionString, embedded);
        }
        catch (EmbeddedPostgresException error)
        {
            throw new StartupException(error.Message, error);
        }
    }

    /// <summary>Brings the schema up to date; processes that start together take turns.</summary>
    public static async Task MigrateAsync(IServiceProvider services)
    {
        try
        {
            await Migrator.MigrateAsync(
                services.GetRequiredService<NpgsqlDataSource>(), services.GetRequiredService<ILoggerFactory>().CreateLogger("Mantissa.Migrations"));
        }
        catch (NpgsqlException error)
        {
            throw new StartupException($"The database cannot be used: {error.Message}. Check MANTISSA_DATABASE.", error);
        }
    }

    public ValueTask DisposeAsync() => embedded?.DisposeAsync() ?? ValueTask.CompletedTask;
}
