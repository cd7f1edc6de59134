using Mantissa.Data;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace Mantissa.Web.Components.Shared;

/// <summary>Does what a button asks for and says so when it cannot: in the store's words, or with an id that is in the log.</summary>
public sealed class PageActions(NotificationService notifications, ILogger<PageActions> logger)
{
    private const double Long = 12_000;

    /// <returns>Whether it was done.</returns>
    public async Task<bool> TryAsync(Func<Task> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        try
        {
            await action();
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
    public void Undoable(string what, Func<Task> undo)
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
                    await TryAsync(undo);
                }));
                builder.CloseComponent();
            },
        };
        notifications.Notify(message);
    }
}
