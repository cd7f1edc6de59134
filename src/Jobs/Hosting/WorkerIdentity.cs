using System.Globalization;
using System.Reflection;

namespace Mantissa.Jobs.Hosting;

/// <summary>Who this process is to the others.</summary>
/// <param name="Id">Unique to this start of the process; begins with the host's name.</param>
/// <param name="Host">Name of the machine.</param>
/// <param name="ProcessId">On that machine.</param>
/// <param name="Version">Of the platform; with the commit when it was built from a checkout.</param>
internal sealed record WorkerIdentity(string Id, string Host, int ProcessId, string Version)
{
    public static string PlatformVersion { get; } =
        typeof(WorkerIdentity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public static WorkerIdentity Create(TimeProvider time)
    {
        var host = Environment.MachineName;
        var started = time.GetUtcNow().ToUnixTimeMilliseconds().ToString("x", CultureInfo.InvariantCulture);
        return new($"{host}-{Environment.ProcessId}-{started}", host, Environment.ProcessId, PlatformVersion);
    }
}
