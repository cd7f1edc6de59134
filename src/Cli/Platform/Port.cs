using System.Net;
using System.Net.Sockets;

namespace Mantissa.Cli.Platform;

/// <summary>Whether the site can listen where it was told to, asked before anything is started.</summary>
internal static class Port
{
    public static void RequireFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        // As Kestrel binds: a port on which old connections linger is free, one on which somebody listens is not.
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            socket.Listen();
        }
        catch (SocketException failure) when (failure.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new ProblemException($"Port {port} is taken by another program: choose another one with --port, for example --port {(port < 65535 ? port + 1 : port - 1)}.");
        }
        catch (SocketException failure) when (failure.SocketErrorCode == SocketError.AccessDenied)
        {
            throw new ProblemException($"Port {port} needs rights that you do not have here: choose one above 1023 with --port.");
        }
    }
}
