using System.Globalization;

namespace Mantissa.Cli.Chaos.Faults;

/// <summary>
/// A network namespace with one cable to this machine: what runs in it sees this machine as another one, and has nothing of it when the
/// cable is cut. Packets are lost then, as on a real cable: nobody says that a connection has ended.
/// </summary>
internal sealed class RemoteMachine : IAsyncDisposable
{
    private const string Prefix = "mantissa-chaos-";

    private readonly string name;
    private readonly string near;

    private RemoteMachine(string name, string near, string network) => (this.name, this.near, Network) = (name, near, network);

    /// <summary>The first three numbers of the addresses at the cable: 1 is this machine, 2 the other one.</summary>
    private string Network { get; }

    /// <summary>The network that has those of all machines of this process.</summary>
    public static string AllNetworks => $"{OfProcess}.0.0/16";

    private static string OfProcess => string.Create(CultureInfo.InvariantCulture, $"10.{100 + Environment.ProcessId % 100}");

    /// <summary>Where the other machine finds this one.</summary>
    public string ThisMachine => $"{Network}.1";

    /// <summary>Why no such machine can be made here; <see langword="null"/> when it can.</summary>
    public static string? Obstacle =>
        !Environment.IsPrivilegedProcess ? "only root can make network namespaces" : Tool.Find("ip") is null ? "the program 'ip' (package iproute2) is not installed" : null;

    /// <summary>A program before a command line that runs it there.</summary>
    public IReadOnlyList<string> Wrapper => [Tool.Find("ip")!, "netns", "exec", name];

    /// <param name="number">1 to 99; tells machines of one process apart.</param>
    public static async Task<RemoteMachine> ConnectAsync(int number)
    {
        await RemoveAbandonedAsync();
        var process = Environment.ProcessId;
        var name = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{process}-{number}");
        // At most 15 characters; the network is one that hardly anybody has, another one for each process.
        var near = string.Create(CultureInfo.InvariantCulture, $"mc{process}n{number}");
        var machine = new RemoteMachine(name, near, string.Create(CultureInfo.InvariantCulture, $"{OfProcess}.{number}"));
        await Tool.RunAsync("ip", "netns", "add", name);
        try
        {
            await Tool.RunAsync("ip", "link", "add", near, "type", "veth", "peer", "name", "cable", "netns", name);
            await Tool.RunAsync("ip", "address", "add", $"{machine.Network}.1/24", "dev", near);
            await Tool.RunAsync("ip", "-n", name, "address", "add", $"{machine.Network}.2/24", "dev", "cable");
            await Tool.RunAsync("ip", "-n", name, "link", "set", "lo", "up");
            await Tool.RunAsync("ip", "-n", name, "link", "set", "cable", "up");
            await machine.MendAsync();
            return machine;
        }
        catch
        {
            await machine.DisposeAsync();
            throw;
        }
    }

    public Task CutAsync() => Tool.RunAsync("ip", "link", "set", near, "down");

    public Task MendAsync() => Tool.RunAsync("ip", "link", "set", near, "up");

    public async ValueTask DisposeAsync() => await Tool.RunAsync("ip", "netns", "delete", name);

    /// <summary>Those of processes that were killed: a namespace does not end with the process that made it.</summary>
    private static async Task RemoveAbandonedAsync()
    {
        foreach (var line in (await Tool.RunAsync("ip", "netns", "list")).Split('\n'))
        {
            var name = line.Split(' ')[0];
            if (name.StartsWith(Prefix, StringComparison.Ordinal) && !Directory.Exists($"/proc/{name[Prefix.Length..].Split('-')[0]}"))
                await Tool.RunAsync("ip", "netns", "delete", name);
        }
    }
}
