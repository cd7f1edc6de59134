using System.Net;
using System.Net.Sockets;

namespace Mantissa.Jobs.Tests.Processes;

/// <summary>A way to a server on this machine that a test can cut: connections break, and no new one comes through until it is mended.</summary>
internal sealed class NetworkCable : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource disposed = new();
    private readonly List<TcpClient> ends = [];
    private readonly int target;
    private readonly Task accepting;
    private bool cut;

    public NetworkCable(int target)
    {
        this.target = target;
        listener.Start();
        accepting = AcceptAsync();
    }

    /// <summary>Where to connect instead of the server.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void Cut()
    {
        lock (ends)
        {
            cut = true;
            ends.ForEach(end => end.Dispose());
            ends.Clear();
        }
    }

    public void Mend()
    {
        lock (ends)
            cut = false;
    }

    public async ValueTask DisposeAsync()
    {
        await disposed.CancelAsync();
        Cut();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        listener.Dispose();
        disposed.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var near = await listener.AcceptTcpClientAsync(disposed.Token);
            var far = new TcpClient();
            lock (ends)
            {
                if (cut)
                {
                    near.Dispose();
                    far.Dispose();
                    continue;
                }

                ends.Add(near);
                ends.Add(far);
            }

            await far.ConnectAsync(IPAddress.Loopback, target);
            _ = CarryAsync(near, far);
            _ = CarryAsync(far, near);
        }
    }

    private static async Task CarryAsync(TcpClient from, TcpClient to)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream());
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut.
        }
        finally
        {
            from.Dispose();
            to.Dispose();
        }
    }
}
