using Mantissa.Data.Embedded;

namespace Mantissa.Cli.Chaos.Faults;

/// <summary>Machines with a cable each to this one, let go of together.</summary>
internal sealed class RemoteMachines : IAsyncDisposable
{
    private readonly List<RemoteMachine> machines = [];

    private RemoteMachines()
    {
    }

    public IReadOnlyList<RemoteMachine> All => machines;

    /// <summary>The network of all of them, for a database that is to serve them.</summary>
    public ServerNetwork Network => new([.. machines.Select(machine => machine.ThisMachine)], RemoteMachine.AllNetworks);

    public static async Task<RemoteMachines> ConnectAsync(int count)
    {
        var connected = new RemoteMachines();
        try
        {
            foreach (var number in Enumerable.Range(1, count))
                connected.machines.Add(await RemoteMachine.ConnectAsync(number));
            return connected;
        }
        catch
        {
            await connected.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var machine in Enumerable.Reverse(machines))
            await machine.DisposeAsync();
    }
}
