using System.Runtime.CompilerServices;
using Mantissa.Data;
using Mantissa.Web.Accounts;
using Mantissa.Web.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Radzen;

namespace Mantissa.Web.Components.Shared;

/// <summary>
/// Does what a button asks for, if whoever is signed in may, and says so when it cannot: in the store's words, or with an id that is in the log.
/// What was done is in the audit log. Buttons that somebody may not use are hidden as well, but this is what keeps them from it.
/// </summary>
public sealed class PageActions(
    NotificationService notifications, AuthenticationStateProvider authentication, SessionStore sessions, AuditLog audit, NavigationManager navigation,
    ILogger<PageActions> logger)
{
    private const double Long = 12_000;

    /// <param name="needed">What it takes to be allowed.</param>
    /// <param name="action">What to do.</param>
    /// <param name="name">What it is called in the audit log: the method that asks, unless it says otherwise.</param>
    /// <returns>Whether it was done.</returns>
    public async Task<bool> TryAsync(Permission needed, Func<Task> action, [CallerMemberName] string name = "")
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentNullException.ThrowIfNull(name);
        try
        {
            var user = (await authentication.GetAuthenticationStateAsync()).User;
            if (!user.May(needed) || user.SessionId() is not { } session || await sessions.FindAsync(session, CancellationToken.None) is null)
            {
                notifications.Notify(NotificationSeverity.Warning, "Not allowed", "Your role does not allow this, or you have been signed out.", Long);
                return false;
            }

            await action();
            await audit.WriteAsync(user, Words(name), "/" + navigation.ToBaseRelativePath(navigation.Uri).Split('?')[0], CancellationToken.None);
            return true;
        }
        catch (RefusedException error)
        {
            notifications.Notify(NotificationSeverity.Warning, "Not done", error.Message, Long);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            var id = ErrorId.Create();
            logger.ActionFailed(error, id);
            notifications.Notify(NotificationSeverity.Error, "That failed", $"Nothing was changed. The server's log has the reason under {id}.", Long);
        }

        return false;
    }

    public void Done(string what) => notifications.Notify(NotificationSeverity.Success, what);

    /// <summary>Says what was done, and for a while offers to take it back.</summary>
    public void Undoable(string what, Permission needed, Func<Task> undo)
    {
        NotificationMessage? message = null;
        message = new()
        {
            Severity = NotificationSeverity.Success,
            Summary = what,
            Duration = Long,
            DetailContent = _ => builder =>
            {
                builder.OpenComponent<UndoButton>(0);
                builder.AddComponentParameter(1, nameof(UndoButton.OnUndo), EventCallback.Factory.Create(this, async () =>
                {
                    notifications.Messages.Remove(message!);
                    await TryAsync(needed, undo, "Undo");
                }));
                builder.CloseComponent();
            },
        };
        notifications.Notify(message);
    }

    /// <summary><c>CancelAllAsync</c> is "Cancel all"; what follows a space is a name, and stays as it is.</summary>
    private static string Words(string name)
    {
        var parts = name.Split(' ', 2);
        var words = string.Concat(parts[0].Replace("Async", "", StringComparison.Ordinal).Select(letter => char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}")).Trim();
        return string.Join(' ', [char.ToUpperInvariant(words[0]) + words[1..], .. parts[1..]]);
    }
}
