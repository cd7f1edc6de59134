using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Npgsql;

namespace Mantissa.Testing;

/// <summary>A way to a database on which every answer takes longer, as over a bad line; nothing is lost on it.</summary>
public sealed class SlowConnection : IAsyncDisposable
{
    private const int BufferBytes = 1 << 16;

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ending = new();
    private readonly NpgsqlConnectionStringBuilder to;
    private readonly TimeSpan delay;
    private readonly Task accepting;

    /// <param name="connectionString">The database.</param>
    /// <param name="delay">How much later everything that it sends arrives.</param>
    public SlowConnection(string connectionString, TimeSpan delay)
    {
        (to, this.delay) = (new(connectionString), delay);
        listener.Start();
        ConnectionString = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Host = IPAddress.Loopback.ToString(), Port = ((IPEndPoint)listener.LocalEndpoint).Port,
        }.ConnectionString;
        accepting = AcceptAsync();
    }

    /// <summary>The same database, by this way.</summary>
    public string ConnectionString { get; }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        listener.Dispose();
        await accepting;
        ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(ForwardAsync(await listener.AcceptTcpClientAsync(ending.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ForwardAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient { NoDelay = true };
        near.NoDelay = true;
        try
        {
            await far.ConnectAsync(to.Host!, to.Port, ending.Token);
            await Task.WhenAny(CopyAsync(near.GetStream(), far.GetStream(), TimeSpan.Zero), CopyAsync(far.GetStream(), near.GetStream(), delay));
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException)
        {
            // The test is over.
        }
    }

    /// <summary>Late, but as fast as it came: what follows does not wait for what is before it to be delivered.</summary>
    private async Task CopyAsync(NetworkStream from, NetworkStream into, TimeSpan late)
    {
        var underway = Channel.CreateUnbounded<(DateTimeOffset Due, byte[] Bytes)>();
        var delivering = DeliverAsync(underway.Reader, into);
        var buffer = new byte[BufferBytes];
        try
        {
            while (await from.ReadAsync(buffer, ending.Token) is > 0 and var count)
                underway.Writer.TryWrite((TimeProvider.System.GetUtcNow() + late, buffer[..count]));
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException)
        {
            // One side hung up.
        }

        underway.Writer.Complete();
        await delivering;
    }

    private async Task DeliverAsync(ChannelReader<(DateTimeOffset Due, byte[] Bytes)> underway, NetworkStream into)
    {
        try
        {
            await foreach (var (due, bytes) in underway.ReadAllAsync(ending.Token))
            {
                if (due - TimeProvider.System.GetUtcNow() is { Ticks: > 0 } wait)
                    await Task.Delay(wait, ending.Token);
                await into.WriteAsync(bytes, ending.Token);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException)
        {
            // One side hung up.
        }
    }
}
