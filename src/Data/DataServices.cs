using Mantissa.Data.Artifacts;
using Mantissa.Data.Catalogue;
using Mantissa.Data.Checkpoints;
using Mantissa.Data.Comparisons;
using Mantissa.Data.Dashboards;
using Mantissa.Data.Events;
using Mantissa.Data.Experiments;
using Mantissa.Data.External;
using Mantissa.Data.Files;
using Mantissa.Data.Grouping;
using Mantissa.Data.Health;
using Mantissa.Data.Histograms;
using Mantissa.Data.Images;
using Mantissa.Data.Logs;
using Mantissa.Data.Metrics;
using Mantissa.Data.Notifications;
using Mantissa.Data.Querying;
using Mantissa.Data.Runs;
using Mantissa.Data.Uploads;
using Mantissa.Data.Views;
using Mantissa.Data.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace Mantissa.Data;

/// <summary>Adds everything that reads and writes the platform's database.</summary>
public static class DataServices
{
    /// <summary>The assembly that holds the migrations; it depends on this one, so it is named and not referenced.</summary>
    public const string MigrationsAssembly = "Mantissa.Migrations";

    /// <summary>
    /// Registers the data source, <see cref="IDbContextFactory{TContext}"/> of <see cref="PlatformDbContext"/>, every store, and what runs
    /// in the background of a host: <see cref="RunNotifications"/> and the merging of metric chunks. Submitting runs also needs an
    /// <see cref="Queue.IRunQueue"/>, which the process registers itself.
    /// </summary>
    public static IServiceCollection AddPlatformData(this IServiceCollection services, string connectionString)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(_ => CreateDataSource(connectionString));
        services.AddDbContextFactory<PlatformDbContext>((provider, options) =>
            options.UsePlatformDatabase(provider.GetRequiredService<NpgsqlDataSource>()));
        services.AddSingleton<RunSearch>();
        services.AddSingleton<RunGrouping>();
        services.AddSingleton<QueryFieldStore>();
        services.AddSingleton<RunStore>();
        services.AddSingleton<RunExperience>();
        services.AddSingleton<RunBatches>();
        services.AddSingleton<DeletedRuns>();
        services.AddSingleton<RunLeases>();
        services.AddSingleton<RunRecorderStore>();
        services.AddSingleton<MetricStore>();
        services.AddSingleton<CheckpointStore>();
        services.AddSingleton<ImageStore>();
        services.AddSingleton<ArtifactStore>();
        services.AddSingleton<HistogramStore>();
        services.AddSingleton<LogStore>();
        services.AddSingleton<EventStore>();
        services.AddSingleton<CatalogueStore>();
        services.AddSingleton<WorkerStore>();
        services.AddSingleton<QueueStore>();
        services.AddSingleton<ComparisonStore>();
        services.AddSingleton<ExperimentStore>();
        services.AddSingleton<ExternalRunStore>();
        services.AddSingleton<LostExternalRuns>();
        services.AddSingleton<RunFileStore>();
        services.AddSingleton<DashboardStore>();
        services.AddSingleton<ShareLinkStore>();
        services.AddSingleton<DatabaseHealth>();
        services.AddSingleton<SavedViewStore>();
        services.AddSingleton<UploadStore>();
        services.AddSingleton<UploadInspections>();
        services.AddSingleton<MetricCompactor>();
        services.AddHostedService<MetricCompaction>();
        services.AddSingleton<RunNotifications>();
        services.AddHostedService(provider => provider.GetRequiredService<RunNotifications>());
        return services;
    }

    private static NpgsqlDataSource CreateDataSource(string connectionString)
    {
        // By its name collectors of metrics know the pool, in place of the connection string.
        // The stores' statements are few and long; planning them once a connection saves more than running the short ones takes.
        var builder = new NpgsqlDataSourceBuilder(connectionString) { Name = "mantissa" };
        builder.ConnectionStringBuilder.MaxAutoPrepare = 64;
        return builder.Build();
    }

    /// <summary>The one way in which a context is set up, in the services, the migrator and the tests.</summary>
    public static DbContextOptionsBuilder UsePlatformDatabase(this DbContextOptionsBuilder options, NpgsqlDataSource dataSource)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options
            .UseNpgsql(dataSource, npgsql => npgsql.MigrationsAssembly(MigrationsAssembly).MigrationsHistoryTable("migration_history"))
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)

            // Migrations are written by hand, without a model snapshot to compare with; a test compares the migrated schema instead.
            .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));
    }
}
