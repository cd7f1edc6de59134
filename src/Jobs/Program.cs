using Mantissa.Jobs.Hosting;
using Mantissa.Jobs.Logging;

return await StartupGuard.RunAsync(async () =>
{
    var configuration = new ConfigurationBuilder()
        .AddEnvironmentVariables("MANTISSA_")
        .AddCommandLine(args, WorkerSettings.CommandLine.ToDictionary())
        .Build();
    var options = WorkerSettings.Read(configuration);
    var facts = EnvironmentFacts.Gather(options);
    bool moved;
    do
    {
        var identity = WorkerIdentity.Create(TimeProvider.System);
        var address = await DatabaseAddress.FindAsync(options, TimeProvider.System);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.AddWorkerLogging(options, identity);
        builder.AddWorker(options, identity, facts, address);
        using var host = builder.Build();
        var watch = host.Services.GetRequiredService<AddressWatch>();
        await host.RunAsync();
        moved = watch.Moved;
    }
    while (moved);
});
