import { Component, type ReactNode } from 'react';

interface EditorBoundaryProps {
  readonly onFailure: () => void;
  readonly children: ReactNode;
}

/** Keeps a failure of Monaco, on loading or later, away from the page. React offers this to classes only. */
export class EditorBoundary extends Component<EditorBoundaryProps, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }

  override componentDidCatch(): void {
    this.props.onFailure();
  }

  override render(): ReactNode {
    return this.state.hasFailed ? null : this.props.children;
  }
}
